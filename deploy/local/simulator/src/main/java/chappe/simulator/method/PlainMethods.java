// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import chappe.common.json.Json;
import chappe.simulator.chat.World;
import com.fasterxml.jackson.databind.JsonNode;

/// The general rule: a method without a handler of its own works, and gives a plausible result of
/// the type that the table names. Thread-safe.
final class PlainMethods {
  private final World world;
  private final MethodTable table;

  PlainMethods(World world, MethodTable table) {
    this.world = world;
    this.table = table;
  }

  Answer answer(Asked asked) {
    String type = asked.method().returns();
    return Answer.done(
        switch (type) {
          case "Message" -> message(asked);
          case "Message or true" -> Json.tree(true);
          default -> table.result(type);
        });
  }

  private JsonNode message(Asked asked) {
    long chat = world.directory().find(asked.parameters().text("chat_id")).orElse(asked.bot().id());
    return Posts.message(world, asked.bot(), chat);
  }
}
