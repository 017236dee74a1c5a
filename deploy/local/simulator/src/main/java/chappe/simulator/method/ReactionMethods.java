// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import chappe.common.json.Json;
import chappe.simulator.chat.Place;
import chappe.simulator.chat.World;
import com.fasterxml.jackson.databind.JsonNode;

/// A bot reacts to a message. Thread-safe.
final class ReactionMethods {
  private final World world;

  ReactionMethods(World world) {
    this.world = world;
  }

  Answer set(Asked asked) {
    Parameters given = asked.parameters();
    long chat = world.directory().find(given.text("chat_id")).orElseThrow();
    Place place = new Place(chat, given.number("message_id"));
    if (asked.bot().messages().find(chat, place.message()).isEmpty()) {
      return Answer.bad("message to react not found");
    }
    JsonNode wanted = given.json("reaction");
    if (given.has("reaction") && !wanted.isArray()) {
      return Answer.bad("can't parse reaction types JSON object");
    }
    boolean readable =
        wanted.valueStream().allMatch(it -> it.has("emoji") || it.has("custom_emoji_id"));
    if (!readable) {
      return Answer.bad("REACTION_INVALID");
    }
    if (wanted.size() > 1) {
      return Answer.bad("REACTIONS_TOO_MANY");
    }
    asked.bot().reactions().set(place, asked.bot().id(), wanted);
    world.tell(
        "reaction",
        asked.bot(),
        chat,
        Json.object()
            .put("message_id", place.message())
            .set("reactions", asked.bot().reactions().counts(place)));
    return Answer.yes();
  }
}
