// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import chappe.common.json.Json;
import chappe.simulator.chat.BotAccount;
import chappe.simulator.chat.Outcome;
import chappe.simulator.chat.World;
import chappe.simulator.people.Person;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads and writes what the control API's requests have in common. A bot is named by its id or its
/// token.
record Control(World world) {
  BotAccount bot(String named) {
    Optional<BotAccount> bot =
        named.matches("[1-9][0-9]{0,15}")
            ? Optional.of(world.bot(Long.parseLong(named)))
            : world.bot(named);
    return bot.orElseThrow(() -> new BadRequest("bot: an id or a token is expected"));
  }

  /// Whoever acts: `from`, or the person of the private chat `chat`. What the body describes of the
  /// two is kept.
  Person person(Context context, JsonNode body) {
    long from = body.hasNonNull("from") ? number(body, "from") : number(body, "chat");
    long chat = body.hasNonNull("chat") ? number(body, "chat") : from;
    if (body.path("user").isObject()) {
      world.directory().describeUser(from, body.get("user"));
    }
    if (body.path("chat_fields").isObject()) {
      world.directory().describeChat(chat, body.get("chat_fields"));
    }
    return new Person(world, bot(context.pathParam("bot")), from, chat);
  }

  static JsonNode body(Context context) {
    JsonNode body = Json.tree(context.bodyAsBytes());
    if (!body.isObject()) {
      throw new BadRequest("the body is no JSON object");
    }
    return body;
  }

  static long number(JsonNode body, String name) {
    long number = body.path(name).asLong();
    if (number == 0) {
      throw new BadRequest(name + ": a number is expected");
    }
    return number;
  }

  static String text(JsonNode body, String name) {
    String text = body.path(name).asText().strip();
    if (text.isEmpty()) {
      throw new BadRequest(name + ": a text is expected");
    }
    return text;
  }

  static void said(Context context, Outcome said) {
    json(context, 200, written(said));
  }

  static ObjectNode written(Outcome said) {
    ObjectNode answer = Json.object();
    put(answer, said.updateId());
    answer.put("message_id", said.messageId());
    return answer.set("message", said.message());
  }

  static void put(ObjectNode answer, OptionalInt id) {
    answer.put("wanted", id.isPresent());
    id.ifPresent(it -> answer.put("update_id", it));
  }

  static void json(Context context, int status, Object value) {
    context.status(status).contentType("application/json").result(Json.bytes(value));
  }
}
