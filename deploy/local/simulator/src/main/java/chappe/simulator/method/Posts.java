// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import chappe.common.json.Json;
import chappe.simulator.chat.BotAccount;
import chappe.simulator.chat.Entities;
import chappe.simulator.chat.World;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Makes a bot's messages.
final class Posts {
  private Posts() {}

  /// A message of a bot in a chat, with a number and nothing in it yet.
  static ObjectNode message(World world, BotAccount bot, long chat) {
    return Json.object()
        .put("message_id", bot.messages().number(chat))
        .<ObjectNode>set("from", bot.user())
        .<ObjectNode>set("chat", world.directory().chat(chat))
        .put("date", world.clock().instant().getEpochSecond());
  }

  /// Keeps a message and tells whoever watches.
  static ObjectNode publish(World world, BotAccount bot, long chat, ObjectNode message) {
    bot.messages().put(chat, message);
    world.tell("message", bot, chat, message);
    return message;
  }

  /// Puts a text with its entities into a message; an empty one leaves it as it is.
  static void text(ObjectNode message, String field, Parameters given) {
    String written = given.text(field).strip();
    if (written.isEmpty()) {
      return;
    }
    String name = field.equals("caption") ? "caption_entities" : "entities";
    JsonNode shown = given.json(name);
    String text = written;
    if (given.text("parse_mode").equalsIgnoreCase("HTML")) {
      HtmlText html = HtmlText.of(written);
      text = html.text();
      shown = html.entities().addAll(Entities.of(text));
    } else if (!shown.isArray()) {
      shown = Entities.of(text);
    }
    message.put(field, text);
    if (shown.isEmpty()) {
      message.remove(name);
    } else {
      message.set(name, shown);
    }
  }

  /// Shows the chat another reply keyboard, or none, where the call says so.
  static void replyKeyboard(World world, BotAccount bot, long chat, Parameters given) {
    JsonNode markup = given.json("reply_markup");
    if (markup.has("keyboard") || markup.has("force_reply")) {
      bot.keyboards().put(chat, markup);
    } else if (markup.has("remove_keyboard")) {
      bot.keyboards().remove(chat);
    } else {
      return;
    }
    world.tell("keyboard", bot, chat, markup);
  }

  /// Puts the inline keyboard into a message; other markups are not part of one.
  static void keyboard(ObjectNode message, Parameters given) {
    JsonNode markup = given.json("reply_markup");
    if (markup.has("inline_keyboard")) {
      message.set("reply_markup", markup);
    }
  }
}
