// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.people;

import chappe.simulator.chat.BotAccount;
import chappe.simulator.chat.World;
import chappe.simulator.update.UpdateKind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalInt;

/// An update as somebody wrote it down: its message is kept, its query may be answered.
public final class RawUpdate {
  private RawUpdate() {}

  /// Sends it to the bot; an `update_id` of its own is kept.
  ///
  /// @return its id; none where the bot does not want the kind or its queue is full
  public static OptionalInt send(World world, BotAccount bot, UpdateKind kind, ObjectNode update) {
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
    return world.whole(bot, kind, update);
  }
}
