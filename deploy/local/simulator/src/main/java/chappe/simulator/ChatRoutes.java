// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import chappe.common.json.Json;
import chappe.simulator.chat.BotAccount;
import chappe.simulator.chat.Place;
import chappe.simulator.chat.World;
import chappe.simulator.people.Person;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Objects;

/// The part of the control API about chats: making them, who is in them, what stands in them.
final class ChatRoutes {
  private static final long SUPERGROUPS_FROM = 1_000_000_000_000L;

  private final Control control;
  private final World world;

  ChatRoutes(Control control) {
    this.control = control;
    this.world = control.world();
  }

  void add(RoutesConfig routes) {
    routes.get("/sim/bots/{bot}/chats", this::chats);
    routes.post("/sim/bots/{bot}/chats", this::make);
    routes.post("/sim/bots/{bot}/members", this::change);
    routes.post("/sim/bots/{bot}/blocks", this::block);
    routes.post(
        "/sim/bots/{bot}/join-requests",
        context -> {
          JsonNode body = Control.body(context);
          Control.said(
              context, control.person(context, body).asksToJoin(body.path("bio").asText()));
        });
    routes.post(
        "/sim/bots/{bot}/migrations",
        context ->
            Control.said(context, control.person(context, Control.body(context)).migrates()));
    routes.get("/sim/chats/{chat}/messages", this::messages);
  }

  private void chats(Context context) {
    BotAccount bot = control.bot(context.pathParam("bot"));
    ArrayNode chats = Json.object().putArray("chats");
    bot.messages().chats().forEach(chat -> chats.add(shown(bot, chat)));
    Control.json(context, 200, Json.object().set("chats", chats));
  }

  private ObjectNode shown(BotAccount bot, long chat) {
    ObjectNode shown = world.directory().chat(chat);
    shown.set("bot", world.member(chat, bot.id()));
    ArrayNode members = shown.putArray("members");
    for (long member : world.members().present(chat)) {
      ObjectNode user = world.user(member);
      members.add(user.set("status", world.member(chat, member).path("status")));
    }
    bot.messages().latest(chat).ifPresent(it -> shown.set("latest", it));
    return shown;
  }

  /// A group, supergroup or channel with its members; the bot comes last, so it sees itself come.
  private void make(Context context) {
    JsonNode body = Control.body(context);
    String type = body.path("type").asText("supergroup");
    if (!type.matches("group|supergroup|channel")) {
      throw new BadRequest("type: group, supergroup or channel is expected");
    }
    long drawn = world.random().nextLong(1_000_000, 1_000_000_000);
    long free = type.equals("group") ? -drawn : -SUPERGROUPS_FROM - drawn;
    long chat = body.hasNonNull("id") ? Control.number(body, "id") : free;
    if (chat > 0) {
      throw new BadRequest("id: a number below 0 is expected");
    }
    ObjectNode fields = Json.object().put("type", type);
    fields.put("title", body.path("title").asText(type + " " + -chat));
    if (body.hasNonNull("username")) {
      fields.set("username", body.get("username"));
    }
    world.directory().describeChat(chat, fields);
    world.members().setUp(chat);
    long creator = Control.number(body, "from");
    world.members().put(chat, creator, Json.object().put("status", "creator"));
    body.path("members")
        .forEach(
            it -> world.members().put(chat, it.asLong(), Json.object().put("status", "member")));
    BotAccount bot = control.bot(context.pathParam("bot"));
    String status =
        body.path("bot_status").asText(type.equals("group") ? "member" : "administrator");
    if (!status.equals("left")) {
      new Person(world, bot, creator, chat).changes(bot.id(), Json.object().put("status", status));
    }
    Control.json(context, 200, shown(bot, chat));
  }

  /// Somebody's place in a chat; `member` of the body is the bot where it is left out.
  private void change(Context context) {
    JsonNode body = Control.body(context);
    BotAccount bot = control.bot(context.pathParam("bot"));
    long chat = Control.number(body, "chat");
    long whom = body.hasNonNull("member") ? Control.number(body, "member") : bot.id();
    long by = body.path("from").asLong(whom);
    ObjectNode place = body.deepCopy();
    place.remove("chat");
    place.remove("member");
    place.remove("from");
    Control.said(context, new Person(world, bot, by, chat).changes(whom, place));
  }

  private void block(Context context) {
    JsonNode body = Control.body(context);
    Person person = control.person(context, body);
    if (body.has("deactivated")) {
      world.members().deactivate(person.user(), body.path("deactivated").asBoolean());
      Control.json(context, 200, Json.object().put("wanted", false));
      return;
    }
    Control.said(
        context, body.path("blocked").asBoolean(true) ? person.blocks() : person.unblocks());
  }

  private void messages(Context context) {
    BotAccount bot = control.bot(Objects.requireNonNullElse(context.queryParam("bot"), ""));
    long chat =
        world
            .directory()
            .find(context.pathParam("chat"))
            .orElseThrow(() -> new BadRequest("chat: a number or @name is expected"));
    ObjectNode answer = Json.object();
    ArrayNode messages = answer.putArray("messages");
    ObjectNode reactions = answer.putObject("reactions");
    for (ObjectNode message : bot.messages().messages(chat)) {
      messages.add(message);
      int number = message.path("message_id").asInt();
      ArrayNode counts = bot.reactions().counts(new Place(chat, number));
      if (!counts.isEmpty()) {
        reactions.set(Integer.toString(number), counts);
      }
    }
    JsonNode keyboard = bot.keyboards().get(chat);
    if (keyboard != null) {
      answer.set("keyboard", keyboard);
    }
    Control.json(context, 200, answer);
  }
}
