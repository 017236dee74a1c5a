// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import chappe.common.json.Json;
import chappe.simulator.chat.BotAccount;
import chappe.simulator.chat.Entities;
import chappe.simulator.chat.World;
import chappe.simulator.update.UpdateKind;
import chappe.simulator.update.WebhookSender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// What people do: they write, correct what they wrote, and press buttons; each becomes an update
/// on its way to the bot. Thread-safe; never blocks.
final class People {
  private final World world;
  private final WebhookSender sender;
  private final Function<BotAccount, Courier> couriers;

  /// What became of it.
  ///
  /// @param updateId none where the bot does not want such updates, or its queue is full
  /// @param message the message as it stands now
  record Said(OptionalInt updateId, ObjectNode message) {}

  People(World world, WebhookSender sender, Function<BotAccount, Courier> couriers) {
    this.world = world;
    this.sender = sender;
    this.couriers = couriers;
  }

  Said say(BotAccount bot, long chat, long from, String text) {
    ObjectNode message =
        Json.object()
            .put("message_id", bot.messages().number(chat))
            .<ObjectNode>set("from", world.directory().user(from))
            .<ObjectNode>set("chat", world.directory().chat(chat))
            .put("date", world.clock().instant().getEpochSecond())
            .put("text", text);
    mark(message, text);
    bot.messages().put(chat, message);
    world.tell("message", bot, chat, message);
    return new Said(add(bot, UpdateKind.MESSAGE, message), message);
  }

  Optional<Said> correct(BotAccount bot, long chat, int number, String text) {
    return bot.messages()
        .find(chat, number)
        .map(
            message -> {
              message.put("edit_date", world.clock().instant().getEpochSecond()).put("text", text);
              message.remove("entities");
              mark(message, text);
              bot.messages().put(chat, message);
              world.tell("edit", bot, chat, message);
              return new Said(add(bot, UpdateKind.EDITED_MESSAGE, message), message);
            });
  }

  Optional<Said> press(BotAccount bot, long chat, long from, int number, String data) {
    return bot.messages()
        .find(chat, number)
        .map(
            message -> {
              String id = bot.queries().id();
              ObjectNode query =
                  Json.object()
                      .put("id", id)
                      .<ObjectNode>set("from", world.directory().user(from))
                      .<ObjectNode>set("message", message)
                      .put("chat_instance", Long.toString(chat))
                      .put("data", data);
              bot.queries().opened("callback_query", id);
              return new Said(add(bot, UpdateKind.CALLBACK_QUERY, query), message);
            });
  }

  /// An update as it is given. Its message is kept, its query may be answered.
  OptionalInt update(BotAccount bot, UpdateKind kind, ObjectNode update) {
    JsonNode body = update.path(kind.field());
    if (kind.field().endsWith("_query")) {
      bot.queries().opened(kind.field(), body.path("id").asText());
    }
    if (body.has("message_id")
        && body.path("chat").has("id")
        && body instanceof ObjectNode message) {
      long chat = body.path("chat").path("id").asLong();
      bot.messages().put(chat, message);
      world.tell("message", bot, chat, message);
    }
    OptionalInt id = bot.updates().add(kind, update);
    sender.pump(couriers.apply(bot));
    return id;
  }

  private OptionalInt add(BotAccount bot, UpdateKind kind, ObjectNode body) {
    OptionalInt id = bot.updates().addBody(kind, body);
    sender.pump(couriers.apply(bot));
    return id;
  }

  private static void mark(ObjectNode message, String text) {
    ArrayNode entities = Entities.of(text);
    if (!entities.isEmpty()) {
      message.set("entities", entities);
    }
  }
}
