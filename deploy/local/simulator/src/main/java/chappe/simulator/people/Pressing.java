// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.people;

import chappe.common.json.Json;
import chappe.simulator.chat.Outcome;
import chappe.simulator.chat.Place;
import chappe.simulator.update.UpdateKind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalInt;

/// People press buttons below messages and keys of reply keyboards.
final class Pressing {
  private Pressing() {}

  static Outcome data(Person person, int number, String data) {
    return callback(person, number, Json.object().put("data", data));
  }

  static Outcome button(Person person, int number, String label) {
    ObjectNode message = Writing.message(person, number);
    JsonNode button = labelled(message.path("reply_markup").path("inline_keyboard"), label);
    if (button.has("callback_data")) {
      return data(person, number, button.path("callback_data").asText());
    }
    if (button.has("callback_game")) {
      return callback(person, number, Json.object().put("game_short_name", label));
    }
    if (button.has("pay")) {
      return Paying.outcome(person, Paying.pays(person, number, Json.object()));
    }
    if (button.has("switch_inline_query_current_chat")) {
      return Asking.asks(person, button.path("switch_inline_query_current_chat").asText(), "");
    }
    if (button.has("switch_inline_query")) {
      return Asking.asks(person, button.path("switch_inline_query").asText(), "");
    }
    String url = button.path("url").asText();
    return url.contains("t.me/") || url.startsWith("tg://")
        ? Links.opens(person, url)
        : new Outcome(OptionalInt.empty(), (ObjectNode) button);
  }

  static Outcome key(Person person, String label) {
    JsonNode keyboard = person.bot().keyboards().get(person.chat());
    if (keyboard == null) {
      throw new ImpossibleAct("the chat shows no keyboard");
    }
    JsonNode key = labelled(keyboard.path("keyboard"), label);
    if (keyboard.path("one_time_keyboard").asBoolean()) {
      person.bot().keyboards().remove(person.chat());
    }
    return Writing.sends(person, said(person, key, label));
  }

  private static ObjectNode said(Person person, JsonNode key, String label) {
    ObjectNode content = Json.object();
    if (key.path("request_contact").asBoolean()) {
      JsonNode user = person.world().user(person.user());
      content
          .putObject("contact")
          .put("phone_number", "+1555" + "%07d".formatted(person.user() % 10_000_000))
          .put("first_name", user.path("first_name").asText())
          .put("user_id", person.user());
    } else if (key.path("request_location").asBoolean()) {
      content.putObject("location").put("latitude", 48.8584).put("longitude", 2.2945);
    } else if (key.has("request_users")) {
      ObjectNode shared =
          content.putObject("users_shared").set("request_id", key.at("/request_users/request_id"));
      shared.withArray("users").addObject().put("user_id", person.user());
    } else if (key.has("request_chat")) {
      ObjectNode shared =
          content.putObject("chat_shared").set("request_id", key.at("/request_chat/request_id"));
      shared.put("chat_id", person.chat());
    } else if (key.has("web_app")) {
      content.putObject("web_app_data").put("data", "").put("button_text", label);
    } else {
      content.put("text", label);
    }
    return content;
  }

  private static Outcome callback(Person person, int number, ObjectNode what) {
    ObjectNode message = Writing.message(person, number);
    String id = person.bot().queries().id();
    ObjectNode query = Json.object().put("id", id).set("from", person.world().user(person.user()));
    Optional<String> inline = person.bot().inline().inlineId(new Place(person.chat(), number));
    if (inline.isPresent()) {
      query.put("inline_message_id", inline.get());
    } else {
      query.set("message", message);
    }
    query.put("chat_instance", Long.toString(person.chat())).setAll(what);
    person.bot().queries().opened("callback_query", id);
    OptionalInt update = person.world().update(person.bot(), UpdateKind.CALLBACK_QUERY, query);
    return new Outcome(update, message);
  }

  private static JsonNode labelled(JsonNode rows, String label) {
    for (JsonNode row : rows) {
      for (JsonNode button : row) {
        if (button.path("text").asText(button.asText()).equals(label)) {
          return button;
        }
      }
    }
    throw new ImpossibleAct("there is no such button");
  }
}
