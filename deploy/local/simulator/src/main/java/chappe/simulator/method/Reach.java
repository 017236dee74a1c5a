// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import chappe.common.json.Json;
import chappe.simulator.chat.BotAccount;
import chappe.simulator.chat.Members;
import chappe.simulator.chat.World;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalLong;

/// Whether a bot's call reaches its chat: not where a person has blocked the bot or is gone, where
/// the bot was removed, or where the group has become a supergroup. Thread-safe.
final class Reach {
  private final World world;

  Reach(World world) {
    this.world = world;
  }

  Optional<Answer.Refused> check(BotAccount bot, MethodShape method, Parameters given) {
    OptionalLong found =
        given.has("chat_id") ? world.directory().find(given.text("chat_id")) : OptionalLong.empty();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    long chat = found.getAsLong();
    OptionalLong moved = world.directory().moved(chat);
    if (moved.isPresent()) {
      return Optional.of(
          new Answer.Refused(
              400,
              "Bad Request: group chat was upgraded to a supergroup chat",
              Json.object().put("migrate_to_chat_id", moved.getAsLong())));
    }
    if (method.name().equals("getChat") && chat > 0) {
      return Optional.empty();
    }
    if (chat > 0 && world.members().deactivated(chat)) {
      return Optional.of(Answer.refused(403, "Forbidden: user is deactivated"));
    }
    ObjectNode place = world.member(chat, bot.id());
    return Members.present(place) ? Optional.empty() : Optional.of(absent(chat, place));
  }

  private Answer.Refused absent(long chat, ObjectNode place) {
    if (chat > 0) {
      return Answer.refused(403, "Forbidden: bot was blocked by the user");
    }
    String type = world.directory().chat(chat).path("type").asText();
    boolean kicked = place.path("status").asText().equals("kicked");
    return Answer.refused(
        403,
        "Forbidden: bot %s the %s chat"
            .formatted(kicked ? "was kicked from" : "is not a member of", type));
  }
}
