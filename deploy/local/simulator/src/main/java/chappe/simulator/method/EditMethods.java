// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import chappe.common.json.Json;
import chappe.simulator.chat.Media;
import chappe.simulator.chat.Place;
import chappe.simulator.chat.World;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The methods that change or delete messages. Thread-safe.
final class EditMethods {
  private static final String NOT_MODIFIED =
      "message is not modified: specified new message content and reply markup are exactly the same"
          + " as a current content and reply markup of the message";

  private final World world;

  EditMethods(World world) {
    this.world = world;
  }

  Answer edit(Asked asked) {
    Parameters given = asked.parameters();
    boolean text = asked.method().name().equals("editMessageText");
    if (text && given.text("text").isBlank() && !given.json("rich_message").isObject()) {
      return Answer.bad("message text is empty");
    }
    if (!given.text("inline_message_id").isBlank()) {
      return inline(asked, given.text("inline_message_id"));
    }
    if (given.text("chat_id").isBlank()) {
      return Answer.bad(
          given.has("message_id") ? "chat_id is empty" : "message identifier is not specified");
    }
    OptionalLong chat = world.directory().find(given.text("chat_id"));
    if (chat.isEmpty()) {
      return Answer.bad("chat not found");
    }
    Optional<ObjectNode> found =
        asked.bot().messages().find(chat.getAsLong(), given.number("message_id"));
    return found.isEmpty()
        ? Answer.bad("message to edit not found")
        : edited(asked, chat.getAsLong(), found.get());
  }

  Answer delete(Asked asked) {
    long chat = world.directory().find(asked.parameters().text("chat_id")).orElseThrow();
    int number = asked.parameters().number("message_id");
    if (!asked.bot().messages().remove(chat, number)) {
      return Answer.bad("message to delete not found");
    }
    tellDeleted(asked, chat, number);
    return Answer.yes();
  }

  /// Many at once: those that are not found are passed over, as Telegram does.
  Answer deleteAll(Asked asked) {
    long chat = world.directory().find(asked.parameters().text("chat_id")).orElseThrow();
    for (JsonNode number : asked.parameters().json("message_ids")) {
      if (asked.bot().messages().remove(chat, number.asInt())) {
        tellDeleted(asked, chat, number.asInt());
      }
    }
    return Answer.yes();
  }

  /// A message that somebody sent by way of an inline query.
  private Answer inline(Asked asked, String id) {
    Optional<Place> place = asked.bot().inline().place(id);
    Optional<ObjectNode> message =
        place.flatMap(it -> asked.bot().messages().find(it.chat(), it.message()));
    if (message.isEmpty()) {
      return Answer.bad("MESSAGE_ID_INVALID");
    }
    Answer edited = edited(asked, place.orElseThrow().chat(), message.get());
    return edited instanceof Answer.Done ? Answer.yes() : edited;
  }

  private Answer edited(Asked asked, long chat, ObjectNode message) {
    boolean own = message.path("from").path("id").asLong() == asked.bot().id();
    boolean channel = message.has("sender_chat");
    if (!own && !channel && !message.has("via_bot")) {
      return Answer.bad("message can't be edited");
    }
    ObjectNode before = message.deepCopy();
    String method = asked.method().name();
    if (method.equals("editMessageText")) {
      if (!message.has("text") && !message.has("rich_message")) {
        return Answer.bad("there is no text in the message to edit");
      }
      message.remove("entities");
      Posts.text(message, "text", asked.parameters());
    }
    if (method.equals("editMessageCaption")) {
      if (message.has("text")) {
        return Answer.bad("there is no caption in the message to edit");
      }
      message.remove("caption");
      message.remove("caption_entities");
      Posts.text(message, "caption", asked.parameters());
    }
    if (method.equals("editMessageMedia")) {
      Optional<Answer.Refused> wrong = media(asked, message);
      if (wrong.isPresent()) {
        return wrong.get();
      }
    }
    message.remove("reply_markup");
    Posts.keyboard(message, asked.parameters());
    if (message.equals(before) && !method.equals("editMessageMedia")) {
      return Answer.bad(NOT_MODIFIED);
    }
    message.put("edit_date", world.clock().instant().getEpochSecond());
    asked.bot().messages().put(chat, message);
    world.tell("edit", asked.bot(), chat, message);
    return Answer.done(message);
  }

  private Optional<Answer.Refused> media(Asked asked, ObjectNode message) {
    JsonNode wanted = asked.parameters().json("media");
    String kind = wanted.path("type").asText();
    if (!Media.KINDS.contains(kind)) {
      return Optional.of(Answer.bad("can't parse InputMedia: type of the media is not supported"));
    }
    return switch (Attachment.of(
        world.files(), asked.parameters(), kind, wanted.path("media").asText())) {
      case Attachment.Bad _ -> Optional.of(Answer.bad("can't parse InputMedia: media not found"));
      case Attachment.Good good -> {
        message.remove(Media.KINDS);
        message.remove(List.of("text", "entities", "caption", "caption_entities"));
        message.set(kind, good.field(kind));
        Posts.text(message, "caption", Parameters.of(wanted));
        yield Optional.empty();
      }
    };
  }

  private void tellDeleted(Asked asked, long chat, int number) {
    world.tell("delete", asked.bot(), chat, Json.object().put("message_id", number));
  }
}
