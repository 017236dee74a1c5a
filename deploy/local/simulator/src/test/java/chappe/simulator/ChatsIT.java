// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.json.Json;
import chappe.simulator.people.Person;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Groups, channels, members and what happens to them, as a bot sees it.
class ChatsIT {
  private static final String TOKEN = "42:token";

  private final Simulator simulator = Simulator.start();
  private final Caller caller = new Caller(simulator);
  private final Person ada = simulator.person(TOKEN, 5);
  private int next;

  @BeforeEach
  void wantEverything() {
    call(
        "getUpdates",
        """
        {"allowed_updates":["message","channel_post","my_chat_member","chat_member","chat_join_request"]}
        """);
  }

  @AfterEach
  void close() {
    caller.close();
    simulator.close();
  }

  @Test
  void aBotThatIsAddedToAGroupSeesItselfCome() {
    long chat = make("group", "'members':[6]");
    List<JsonNode> updates = updates();
    assertThat(updates.get(0).at("/my_chat_member/old_chat_member/status").asText())
        .isEqualTo("left");
    assertThat(updates.get(0).at("/my_chat_member/new_chat_member/status").asText())
        .isEqualTo("member");
    assertThat(updates.get(1).at("/message/new_chat_members/0/id").asLong()).isEqualTo(42);
    assertThat(
            call("getChatMember", "{'chat_id':%d,'user_id':5}".formatted(chat))
                .at("/result/status")
                .asText())
        .isEqualTo("creator");
    assertThat(
            call("getChatMember", "{'chat_id':%d,'user_id':9}".formatted(chat))
                .at("/result/status")
                .asText())
        .isEqualTo("left");
    assertThat(call("getChatMemberCount", "{'chat_id':%d}".formatted(chat)).path("result").asInt())
        .isEqualTo(3);
  }

  @Test
  void peopleComeGoAndArePromoted() {
    long chat = make("supergroup", "'members':[]");
    updates();
    Person grace = simulator.person(TOKEN, 6).in(chat);
    grace.joins();
    List<JsonNode> joined = updates();
    assertThat(joined.get(0).at("/chat_member/new_chat_member/user/id").asLong()).isEqualTo(6);
    assertThat(joined.get(1).at("/message/new_chat_members/0/id").asLong()).isEqualTo(6);
    call("promoteChatMember", "{'chat_id':%d,'user_id':6,'can_pin_messages':true}".formatted(chat));
    assertThat(updates().getFirst().at("/chat_member/new_chat_member/status").asText())
        .isEqualTo("administrator");
    assertThat(call("getChatAdministrators", "{'chat_id':%d}".formatted(chat)).path("result"))
        .hasSize(3);
    call("banChatMember", "{'chat_id':%d,'user_id':6}".formatted(chat));
    List<JsonNode> banned = updates();
    assertThat(banned.get(0).at("/chat_member/new_chat_member/status").asText())
        .isEqualTo("kicked");
    assertThat(banned.get(1).at("/message/left_chat_member/id").asLong()).isEqualTo(6);
  }

  @Test
  void aJoinRequestIsApproved() {
    long chat = make("supergroup", "'members':[]");
    updates();
    simulator.person(TOKEN, 7).in(chat).asksToJoin("let me in");
    JsonNode request = updates().getFirst().path("chat_join_request");
    assertThat(request.path("bio").asText()).isEqualTo("let me in");
    assertThat(request.path("user_chat_id").asLong()).isEqualTo(7);
    assertThat(
            call("approveChatJoinRequest", "{'chat_id':%d,'user_id':7}".formatted(chat))
                .path("ok")
                .asBoolean())
        .isTrue();
    assertThat(updates().getFirst().at("/chat_member/new_chat_member/status").asText())
        .isEqualTo("member");
    assertThat(
            call("declineChatJoinRequest", "{'chat_id':%d,'user_id':7}".formatted(chat))
                .path("description")
                .asText())
        .isEqualTo("Bad Request: USER_ALREADY_PARTICIPANT");
  }

  @Test
  void aMigratedGroupAnswersWithItsSupergroup() {
    long chat = make("group", "'members':[]");
    updates();
    long supergroup = ada.in(chat).migrates().message().path("migrate_to_chat_id").asLong();
    List<JsonNode> updates = updates();
    assertThat(updates.get(0).at("/message/migrate_to_chat_id").asLong()).isEqualTo(supergroup);
    assertThat(updates.get(1).at("/message/migrate_from_chat_id").asLong()).isEqualTo(chat);
    JsonNode refused = call("sendMessage", "{'chat_id':%d,'text':'a'}".formatted(chat));
    assertThat(refused.path("error_code").asInt()).isEqualTo(400);
    assertThat(refused.at("/parameters/migrate_to_chat_id").asLong()).isEqualTo(supergroup);
    assertThat(
            call("sendMessage", "{'chat_id':%d,'text':'a'}".formatted(supergroup))
                .path("ok")
                .asBoolean())
        .isTrue();
  }

  @Test
  void aBlockedBotIsRefusedUntilThePersonWritesAgain() {
    ada.blocks();
    assertThat(updates().getFirst().at("/my_chat_member/new_chat_member/status").asText())
        .isEqualTo("kicked");
    JsonNode refused = call("sendMessage", "{'chat_id':5,'text':'a'}");
    assertThat(refused.path("error_code").asInt()).isEqualTo(403);
    assertThat(refused.path("description").asText())
        .isEqualTo("Forbidden: bot was blocked by the user");
    ada.says("/start");
    assertThat(updates().getFirst().at("/my_chat_member/new_chat_member/status").asText())
        .isEqualTo("member");
    assertThat(call("sendMessage", "{'chat_id':5,'text':'a'}").path("ok").asBoolean()).isTrue();
    caller.post("/sim/bots/42/blocks", "{\"chat\":5,\"deactivated\":true}");
    assertThat(call("sendMessage", "{'chat_id':5,'text':'a'}").path("description").asText())
        .isEqualTo("Forbidden: user is deactivated");
  }

  @Test
  void aBotThatWasRemovedIsRefused() {
    long chat = make("supergroup", "'members':[]");
    ada.in(chat).changes(42, Json.object().put("status", "kicked"));
    assertThat(
            call("sendMessage", "{'chat_id':%d,'text':'a'}".formatted(chat))
                .path("description")
                .asText())
        .isEqualTo("Forbidden: bot was kicked from the supergroup chat");
  }

  @Test
  void aChannelsMessagesArePosts() {
    long chat = make("channel", "'members':[]");
    updates();
    ada.in(chat).says("news");
    JsonNode post = updates().getFirst().path("channel_post");
    assertThat(post.path("text").asText()).isEqualTo("news");
    assertThat(post.at("/sender_chat/id").asLong()).isEqualTo(chat);
  }

  @Test
  void deepLinksStartTheBot() {
    ada.opens("https://t.me/bot42_bot?start=promo_7");
    assertThat(updates().getFirst().at("/message/text").asText()).isEqualTo("/start promo_7");
    long chat = make("supergroup", "'bot_status':'left'");
    ada.in(chat).opens("https://t.me/bot42_bot?startgroup=x");
    List<JsonNode> updates = updates();
    assertThat(updates.get(0).has("my_chat_member")).isTrue();
    assertThat(updates.getLast().at("/message/text").asText()).isEqualTo("/start@bot42_bot x");
  }

  private long make(String type, String more) {
    Caller.Answered made =
        caller.post(
            "/sim/bots/42/chats",
            "{'type':'%s','title':'Club','from':5,%s}".formatted(type, more).replace('\'', '"'));
    assertThat(made.status()).describedAs("%s", made.body()).isEqualTo(200);
    return made.body().path("id").asLong();
  }

  private JsonNode call(String method, String parameters) {
    return caller.post("/bot42:token/" + method, parameters.replace('\'', '"')).body();
  }

  private List<JsonNode> updates() {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode update : call("getUpdates", "{'offset':%d}".formatted(next)).path("result")) {
      next = update.path("update_id").asInt() + 1;
      found.add(update);
    }
    return found;
  }
}
