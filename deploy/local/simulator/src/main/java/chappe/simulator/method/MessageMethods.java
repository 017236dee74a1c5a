// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import chappe.common.json.Json;
import chappe.simulator.chat.World;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The methods that send. Thread-safe.
final class MessageMethods {
  private static final List<String> ALBUM =
      List.of("photo", "video", "document", "audio", "live_photo");

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
    for (Map.Entry<String, JsonNode> part : asked.method().content().properties()) {
      JsonNode sample = part.getValue().deepCopy();
      JsonNode first = sample.isArray() ? sample.path(0) : sample;
      if (first instanceof ObjectNode object) {
        if (object.has("file_id")) {
          switch (Attachment.of(world.files(), given, part.getKey(), given.text(part.getKey()))) {
            case Attachment.Bad bad -> {
              return Answer.bad(bad.reason());
            }
            case Attachment.Good good -> object.setAll(good.shown());
          }
        }
        Samples.fill(object, given);
      }
      message.set(part.getKey(), sample);
    }
    if (asked.method().content().isEmpty()) {
      Posts.text(message, "text", given);
      if (given.json("rich_message").isObject()) {
        message.set("rich_message", given.json("rich_message"));
      }
    } else {
      Posts.text(message, "caption", given);
    }
    Posts.keyboard(message, given);
    Posts.replyKeyboard(world, asked.bot(), chat, given);
    return Answer.done(Posts.publish(world, asked.bot(), chat, message));
  }

  /// Two to ten pictures, videos, documents or tracks; none is sent where one is wrong.
  Answer sendAlbum(Asked asked) {
    long chat = chat(asked);
    JsonNode items = asked.parameters().json("media");
    if (items.size() < 2) {
      return Answer.bad("there must be at least two media in the album");
    }
    List<ObjectNode> contents = new ArrayList<>();
    for (JsonNode item : items) {
      String kind = item.path("type").asText();
      if (!ALBUM.contains(kind)) {
        return Answer.bad("can't parse InputMedia: type must be one of " + ALBUM);
      }
      switch (Attachment.of(world.files(), asked.parameters(), kind, item.path("media").asText())) {
        case Attachment.Bad _ -> {
          return Answer.bad("can't parse InputMedia: media not found");
        }
        case Attachment.Good good -> {
          ObjectNode content = Json.object().set(kind, good.field(kind));
          Posts.text(content, "caption", Parameters.of(item));
          contents.add(content);
        }
      }
    }
    ArrayNode sent = Json.object().putArray("sent");
    String album = Long.toString(world.random().nextLong(1L << 40, 1L << 50));
    Optional<ObjectNode> to = reply(asked, chat);
    for (ObjectNode content : contents) {
      ObjectNode message = Posts.message(world, asked.bot(), chat).put("media_group_id", album);
      to.ifPresent(it -> message.set("reply_to_message", it));
      message.setAll(content);
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
}
