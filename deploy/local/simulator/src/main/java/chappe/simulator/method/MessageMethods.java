// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import chappe.common.json.Json;
import chappe.simulator.chat.World;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The methods that send. Thread-safe.
final class MessageMethods {
  private final World world;

  MessageMethods(World world) {
    this.world = world;
  }

  /// Any method that sends one message: its content is the table's sample, filled with what the
  /// call gives under the same names.
  Answer send(Asked asked) {
    long chat = chat(asked);
    Parameters given = asked.parameters();
    ObjectNode message = Posts.message(world, asked.bot(), chat);
    reply(asked, chat).ifPresent(to -> message.set("reply_to_message", to));
    asked
        .method()
        .content()
        .propertyStream()
        .forEach(part -> message.set(part.getKey(), filled(part, given)));
    if (asked.method().content().isEmpty()) {
      Posts.text(message, "text", given);
      if (given.json("rich_message").isObject()) {
        message.set("rich_message", given.json("rich_message"));
      }
    } else {
      Posts.text(message, "caption", given);
    }
    Posts.keyboard(message, given);
    return Answer.done(Posts.publish(world, asked.bot(), chat, message));
  }

  Answer sendAlbum(Asked asked) {
    long chat = chat(asked);
    ArrayNode sent = Json.object().putArray("sent");
    String album = Long.toString(world.random().nextLong(1L << 40, 1L << 50));
    for (JsonNode item : asked.parameters().json("media")) {
      ObjectNode message = Posts.message(world, asked.bot(), chat).put("media_group_id", album);
      ObjectNode file =
          Json.object().put("file_id", item.path("media").asText()).put("file_unique_id", album);
      String kind = item.path("type").asText("photo");
      message.set(kind, kind.equals("photo") ? Json.object().putArray("p").add(file) : file);
      Posts.text(message, "caption", Parameters.of(item));
      sent.add(Posts.publish(world, asked.bot(), chat, message));
    }
    return Answer.done(sent);
  }

  Answer forward(Asked asked) {
    Optional<ObjectNode> original = original(asked);
    if (original.isEmpty()) {
      return Answer.bad("message to forward not found");
    }
    long chat = chat(asked);
    ObjectNode origin =
        Json.object()
            .put("type", "user")
            .<ObjectNode>set("sender_user", original.get().path("from"))
            .put("date", original.get().path("date").asLong());
    ObjectNode message = Posts.message(world, asked.bot(), chat);
    original
        .get()
        .propertyStream()
        .filter(part -> !message.has(part.getKey()))
        .forEach(part -> message.set(part.getKey(), part.getValue()));
    message.set("forward_origin", origin);
    return Answer.done(Posts.publish(world, asked.bot(), chat, message));
  }

  Answer copy(Asked asked) {
    Optional<ObjectNode> original = original(asked);
    if (original.isEmpty()) {
      return Answer.bad("message to copy not found");
    }
    long chat = chat(asked);
    ObjectNode message = Posts.message(world, asked.bot(), chat);
    original
        .get()
        .propertyStream()
        .filter(part -> !message.has(part.getKey()))
        .forEach(part -> message.set(part.getKey(), part.getValue()));
    Posts.text(message, "caption", asked.parameters());
    Posts.publish(world, asked.bot(), chat, message);
    return Answer.done(Json.object().put("message_id", message.path("message_id").asInt()));
  }

  /// Many at once: those that are not found are left out, as Telegram does.
  Answer copyAll(Asked asked) {
    ArrayNode sent = Json.object().putArray("sent");
    for (JsonNode number : asked.parameters().json("message_ids")) {
      Map<String, String> one = new HashMap<>(asked.parameters().values());
      one.put("message_id", number.asText());
      if (copy(new Asked(asked.bot(), asked.method(), new Parameters(one)))
          instanceof Answer.Done copied) {
        sent.add(copied.result());
      }
    }
    return Answer.done(sent);
  }

  Answer action(Asked asked) {
    world.tell(
        "action",
        asked.bot(),
        chat(asked),
        Json.object().put("action", asked.parameters().text("action")));
    return Answer.yes();
  }

  private long chat(Asked asked) {
    return world.directory().find(asked.parameters().text("chat_id")).orElseThrow();
  }

  private Optional<ObjectNode> original(Asked asked) {
    long from = world.directory().find(asked.parameters().text("from_chat_id")).orElseThrow();
    return asked.bot().messages().find(from, asked.parameters().number("message_id"));
  }

  private Optional<ObjectNode> reply(Asked asked, long chat) {
    int number =
        asked
            .parameters()
            .json("reply_parameters")
            .path("message_id")
            .asInt(asked.parameters().number("reply_to_message_id"));
    return asked.bot().messages().find(chat, number).map(to -> to.without("reply_to_message"));
  }

  private static JsonNode filled(Map.Entry<String, JsonNode> part, Parameters given) {
    JsonNode sample = part.getValue().deepCopy();
    JsonNode first = sample.isArray() ? sample.path(0) : sample;
    if (first instanceof ObjectNode object) {
      String file = given.text(part.getKey());
      if (object.has("file_id") && !file.isEmpty() && !file.contains("://")) {
        object.put("file_id", file);
      }
      Samples.fill(object, given);
    }
    return sample;
  }
}
