// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What people do by the control API, as a bot sees it over HTTP.
class PeopleIT {
  private static final String ALL =
      """
      {"allowed_updates":["message","edited_message","channel_post","edited_channel_post",\
      "inline_query","chosen_inline_result","callback_query","poll","poll_answer",\
      "message_reaction","message_reaction_count","my_chat_member","chat_member",\
      "chat_join_request","shipping_query","pre_checkout_query","subscription"]}
      """;

  private final Simulator simulator = Simulator.start();
  private final Caller caller = new Caller(simulator);
  private int next;

  @BeforeEach
  void wantEverything() {
    bot("getUpdates", ALL);
  }

  @AfterEach
  void close() {
    caller.close();
    simulator.close();
  }

  @Test
  void aButtonIsPressedByItsLabel() {
    int message =
        bot(
                "sendMessage",
                """
                {"chat_id":5,"text":"?","reply_markup":{"inline_keyboard":[[{"text":"Yes","callback_data":"y"}]]}}
                """)
            .path("message_id")
            .asInt();
    act("callbacks", "{'chat':5,'message_id':%d,'button':'Yes'}".formatted(message));
    JsonNode query = updates("callback_query").getFirst();
    assertThat(query.path("data").asText()).isEqualTo("y");
    assertThat(query.at("/message/message_id").asInt()).isEqualTo(message);
    assertThat(refused("callbacks", "{'chat':5,'message_id':%d,'button':'No'}".formatted(message)))
        .isEqualTo("there is no such button");
  }

  @Test
  void aKeyOfTheReplyKeyboardIsSaidOrSharesWhatItAsksFor() {
    bot(
        "sendMessage",
        """
        {"chat_id":5,"text":"?","reply_markup":{"keyboard":[["Tea",{"text":"My number","request_contact":true}]]}}
        """);
    assertThat(caller.get("/sim/chats/5/messages?bot=42").body().at("/keyboard/keyboard"))
        .hasSize(1);
    act("keys", "{'chat':5,'text':'Tea'}");
    act("keys", "{'chat':5,'text':'My number'}");
    List<JsonNode> said = updates("message");
    assertThat(said.get(0).path("text").asText()).isEqualTo("Tea");
    assertThat(said.get(1).at("/contact/user_id").asLong()).isEqualTo(5);
    bot(
        "sendMessage",
        "{\"chat_id\":5,\"text\":\"bye\",\"reply_markup\":{\"remove_keyboard\":true}}");
    assertThat(refused("keys", "{'chat':5,'text':'Tea'}")).isEqualTo("the chat shows no keyboard");
  }

  @Test
  void anInlineResultBecomesAMessageThatTheBotCanEdit() {
    String query = act("inline-queries", "{'from':5,'query':'cats'}").path("query_id").asText();
    assertThat(updates("inline_query").getFirst().path("query").asText()).isEqualTo("cats");
    bot(
        "answerInlineQuery",
        """
        {"inline_query_id":"%s","next_offset":"10","results":[
        {"type":"article","id":"a","title":"A","input_message_content":{"message_text":"<b>a</b> cat","parse_mode":"HTML"},
        "reply_markup":{"inline_keyboard":[[{"text":"More","callback_data":"m"}]]}}]}
        """
            .formatted(query));
    int message =
        act("inline-choices", "{'chat':5,'query_id':'%s','result_id':'a'}".formatted(query))
            .path("message_id")
            .asInt();
    JsonNode sent = updates("message").getFirst();
    assertThat(sent.path("text").asText()).isEqualTo("a cat");
    assertThat(sent.at("/via_bot/id").asLong()).isEqualTo(42);
    act("callbacks", "{'chat':5,'message_id':%d,'data':'m'}".formatted(message));
    String inlineId = updates("callback_query").getFirst().path("inline_message_id").asText();
    assertThat(inlineId).isNotEmpty();
    assertThat(
            bot(
                    "editMessageText",
                    "{\"inline_message_id\":\"%s\",\"text\":\"dog\"}".formatted(inlineId))
                .asBoolean())
        .isTrue();
    assertThat(caller.get("/sim/chats/5/messages?bot=42").body().at("/messages/0/text").asText())
        .isEqualTo("dog");
  }

  @Test
  void aChosenResultIsToldOf() {
    String query = act("inline-queries", "{'from':5,'query':'x'}").path("query_id").asText();
    bot(
        "answerInlineQuery",
        "{\"inline_query_id\":\"%s\",\"results\":[{\"type\":\"photo\",\"id\":\"p\",\"photo_file_id\":\"f\",\"caption\":\"c\"}]}"
            .formatted(query));
    act("inline-choices", "{'chat':5,'query_id':'%s','result_id':'p'}".formatted(query));
    assertThat(updates("chosen_inline_result").getFirst().path("result_id").asText())
        .isEqualTo("p");
  }

  @Test
  void aFileOfAPersonIsDownloadedAndSentAgain() throws Exception {
    byte[] content = "content of a file".getBytes(StandardCharsets.UTF_8);
    caller.post(
        "/sim/bots/42/files?chat=5&kind=document&name=a.txt&caption=look",
        "text/plain",
        new String(content, StandardCharsets.UTF_8));
    JsonNode message = updates("message").getFirst();
    assertThat(message.path("caption").asText()).isEqualTo("look");
    assertThat(message.at("/document/file_name").asText()).isEqualTo("a.txt");
    assertThat(message.at("/document/file_size").asInt()).isEqualTo(content.length);
    String id = message.at("/document/file_id").asText();
    String path = bot("getFile", "{\"file_id\":\"%s\"}".formatted(id)).path("file_path").asText();
    assertThat(download("/file/bot42:token/" + path)).isEqualTo(content);
    JsonNode sent = bot("sendDocument", "{\"chat_id\":5,\"document\":\"%s\"}".formatted(id));
    assertThat(sent.path("document")).isEqualTo(message.path("document"));
    assertThat(call("getFile", "{\"file_id\":\"nothing\"}").path("description").asText())
        .isEqualTo("Bad Request: wrong file_id or the file is temporarily unavailable");
  }

  @Test
  void anAlbumTakesUploadsAndIdsAndIsWholeOrNothing() {
    String body =
        """
        --x\r
        Content-Disposition: form-data; name="chat_id"\r
        \r
        5\r
        --x\r
        Content-Disposition: form-data; name="media"\r
        \r
        [{"type":"document","media":"attach://one","caption":"c"},{"type":"document","media":"%s"}]\r
        --x\r
        Content-Disposition: form-data; name="one"; filename="1.txt"\r
        Content-Type: text/plain\r
        \r
        first\r
        --x--\r
        """;
    String type = "multipart/form-data; boundary=x";
    JsonNode sent =
        caller
            .post("/bot42:token/sendMediaGroup", type, body.formatted("some-id"))
            .body()
            .path("result");
    assertThat(sent).hasSize(2);
    assertThat(sent.at("/0/document/file_size").asInt()).isEqualTo(5);
    assertThat(sent.at("/0/media_group_id")).isEqualTo(sent.at("/1/media_group_id"));
    assertThat(
            caller
                .post("/bot42:token/sendMediaGroup", type, body.formatted("attach://two"))
                .body()
                .path("description")
                .asText())
        .isEqualTo("Bad Request: can't parse InputMedia: media not found");
    assertThat(caller.get("/sim/chats/5/messages?bot=42").body().path("messages")).hasSize(2);
  }

  @Test
  void votesAreCountedAndToldOf() {
    JsonNode sent =
        bot(
            "sendPoll",
            "{\"chat_id\":5,\"question\":\"?\",\"options\":[\"a\",{\"text\":\"b\"}],\"is_anonymous\":false}");
    act(
        "votes",
        "{'chat':5,'message_id':%d,'options':[1]}".formatted(sent.path("message_id").asInt()));
    List<JsonNode> updates = updates();
    assertThat(updates.get(0).at("/poll/options/1/voter_count").asInt()).isEqualTo(1);
    assertThat(updates.get(1).at("/poll_answer/option_ids/0").asInt()).isEqualTo(1);
    JsonNode stopped =
        bot(
            "stopPoll",
            "{\"chat_id\":5,\"message_id\":%d}".formatted(sent.path("message_id").asInt()));
    assertThat(stopped.path("total_voter_count").asInt()).isEqualTo(1);
    assertThat(stopped.path("is_closed").asBoolean()).isTrue();
  }

  @Test
  void reactionsTellWhatWasAndWhatIs() {
    int message = act("messages", "{'chat':5,'text':'hi'}").path("message_id").asInt();
    act("reactions", "{'chat':5,'message_id':%d,'emoji':['👍']}".formatted(message));
    act("reactions", "{'chat':5,'message_id':%d,'emoji':['🔥']}".formatted(message));
    JsonNode second = updates("message_reaction").get(1);
    assertThat(second.at("/old_reaction/0/emoji").asText()).isEqualTo("👍");
    assertThat(second.at("/new_reaction/0/emoji").asText()).isEqualTo("🔥");
    bot(
        "setMessageReaction",
        "{\"chat_id\":5,\"message_id\":%d,\"reaction\":[{\"type\":\"emoji\",\"emoji\":\"🔥\"}]}"
            .formatted(message));
    assertThat(
            caller
                .get("/sim/chats/5/messages?bot=42")
                .body()
                .at("/reactions/%d/0/total_count".formatted(message))
                .asInt())
        .isEqualTo(2);
  }

  private JsonNode bot(String method, String parameters) {
    JsonNode answer = call(method, parameters);
    assertThat(answer.path("ok").asBoolean()).describedAs("%s: %s", method, answer).isTrue();
    return answer.path("result");
  }

  private JsonNode call(String method, String parameters) {
    return caller.post("/bot42:token/" + method, parameters).body();
  }

  private JsonNode act(String what, String json) {
    Caller.Answered answer = caller.post("/sim/bots/42/" + what, json.replace('\'', '"'));
    assertThat(answer.status()).describedAs("%s: %s", what, answer.body()).isEqualTo(200);
    return answer.body();
  }

  private String refused(String what, String json) {
    Caller.Answered answer = caller.post("/sim/bots/42/" + what, json.replace('\'', '"'));
    assertThat(answer.status()).isEqualTo(400);
    return answer.body().path("error").asText();
  }

  private List<JsonNode> updates() {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode update : bot("getUpdates", "{\"offset\":%d}".formatted(next))) {
      next = update.path("update_id").asInt() + 1;
      found.add(update);
    }
    return found;
  }

  private List<JsonNode> updates(String kind) {
    return updates().stream().filter(it -> it.has(kind)).map(it -> it.path(kind)).toList();
  }

  private byte[] download(String path) throws IOException, InterruptedException {
    return caller
        .client()
        .send(
            HttpRequest.newBuilder(simulator.url().resolve(path)).build(),
            HttpResponse.BodyHandlers.ofByteArray())
        .body();
  }
}
