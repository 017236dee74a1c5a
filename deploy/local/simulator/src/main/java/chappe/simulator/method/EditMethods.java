// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import chappe.common.json.Json;
import chappe.simulator.chat.World;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
      return Answer.yes();
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

  private Answer edited(Asked asked, long chat, ObjectNode message) {
    if (message.path("from").path("id").asLong() != asked.bot().id()) {
      return Answer.bad("message can't be edited");
    }
    ObjectNode before = message.deepCopy();
    String method = asked.method().name();
    if (method.equals("editMessageText")) {
      message.remove("entities");
      Posts.text(message, "text", asked.parameters());
    }
    if (method.equals("editMessageCaption")) {
      message.remove("caption");
      message.remove("caption_entities");
      Posts.text(message, "caption", asked.parameters());
    }
    if (method.equals("editMessageMedia")) {
      Posts.text(message, "caption", Parameters.of(asked.parameters().json("media")));
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

  private void tellDeleted(Asked asked, long chat, int number) {
    world.tell("delete", asked.bot(), chat, Json.object().put("message_id", number));
  }
}
