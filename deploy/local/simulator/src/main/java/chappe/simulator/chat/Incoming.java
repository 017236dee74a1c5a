// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.chat;

import chappe.common.json.Json;
import chappe.simulator.update.UpdateKind;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Messages that come to a bot: of people, of channels, and of a chat itself.
public final class Incoming {
  private Incoming() {}

  /// A message with a number and nothing in it yet.
  public static ObjectNode message(World world, BotAccount bot, long chat, long from) {
    ObjectNode message = Json.object().put("message_id", bot.messages().number(chat));
    if (world.directory().channel(chat)) {
      message.set("sender_chat", world.directory().chat(chat));
    } else {
      message.set("from", world.user(from));
    }
    return message.<ObjectNode>set("chat", world.directory().chat(chat)).put("date", world.now());
  }

  /// Keeps a message, shows it to whoever watches, and sends it to the bot.
  public static Outcome deliver(World world, BotAccount bot, long chat, ObjectNode message) {
    bot.messages().put(chat, message);
    world.tell("message", bot, chat, message);
    UpdateKind kind =
        world.directory().channel(chat) ? UpdateKind.CHANNEL_POST : UpdateKind.MESSAGE;
    return new Outcome(world.update(bot, kind, message), message);
  }

  /// Keeps a changed message and tells the bot of it.
  public static Outcome changed(World world, BotAccount bot, long chat, ObjectNode message) {
    bot.messages().put(chat, message);
    world.tell("edit", bot, chat, message);
    UpdateKind kind =
        world.directory().channel(chat)
            ? UpdateKind.EDITED_CHANNEL_POST
            : UpdateKind.EDITED_MESSAGE;
    return new Outcome(world.update(bot, kind, message), message);
  }

  /// Puts in what Telegram marks in a text by itself.
  public static void mark(ObjectNode message) {
    for (String field : new String[] {"text", "caption"}) {
      String name = field.equals("text") ? "entities" : "caption_entities";
      ArrayNode entities = Entities.of(message.path(field).asText());
      if (!entities.isEmpty() && !message.has(name)) {
        message.set(name, entities);
      }
    }
  }
}
