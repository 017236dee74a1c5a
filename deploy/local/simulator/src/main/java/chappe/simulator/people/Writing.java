// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.people;

import chappe.common.json.Json;
import chappe.simulator.chat.Incoming;
import chappe.simulator.chat.Media;
import chappe.simulator.chat.Outcome;
import chappe.simulator.chat.StoredFile;
import chappe.simulator.chat.Upload;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// People write and correct messages.
final class Writing {
  private Writing() {}

  static Outcome says(Person person, String text) {
    return sends(person, Json.object().put("text", text));
  }

  static Outcome sends(Person person, JsonNode content) {
    Places.arrives(person);
    ObjectNode message =
        Incoming.message(person.world(), person.bot(), person.chat(), person.user());
    content.propertyStream().forEach(field -> message.set(field.getKey(), field.getValue()));
    int replied = content.path("reply_to_message_id").asInt();
    message.remove("reply_to_message_id");
    person
        .bot()
        .messages()
        .find(person.chat(), replied)
        .ifPresent(to -> message.set("reply_to_message", to.without("reply_to_message")));
    Incoming.mark(message);
    return Incoming.deliver(person.world(), person.bot(), person.chat(), message);
  }

  static Outcome sendsFile(Person person, String kind, Upload upload, JsonNode more) {
    if (!Media.KINDS.contains(kind)) {
      throw new ImpossibleAct("kind: one of " + Media.KINDS + " is expected");
    }
    StoredFile file = person.world().files().put(kind, upload);
    ObjectNode content = Json.object();
    content.set(kind, Media.shown(kind, file));
    more.propertyStream().forEach(field -> content.set(field.getKey(), field.getValue()));
    return sends(person, content);
  }

  static Outcome edits(Person person, int number, String text) {
    ObjectNode message = message(person, number);
    if (message.path("from").path("id").asLong() == person.bot().id()) {
      throw new ImpossibleAct("a person cannot correct the bot's messages");
    }
    String field = message.has("text") ? "text" : "caption";
    message.put("edit_date", person.world().now()).put(field, text);
    message.remove("entities");
    message.remove("caption_entities");
    Incoming.mark(message);
    return Incoming.changed(person.world(), person.bot(), person.chat(), message);
  }

  /// A message of the person's chat.
  static ObjectNode message(Person person, int number) {
    return person
        .bot()
        .messages()
        .find(person.chat(), number)
        .orElseThrow(() -> new ImpossibleAct("there is no such message"));
  }
}
