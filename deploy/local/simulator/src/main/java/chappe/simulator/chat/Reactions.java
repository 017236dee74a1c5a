// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// Who reacted to which message of one bot's chats. Thread-safe; what goes in or out is a copy.
public final class Reactions {
  private static final int MAX_MESSAGES = 20_000;

  private final Map<Place, Map<Long, ArrayNode>> reactions = Bounded.map(MAX_MESSAGES);

  /// Somebody's reactions become these.
  ///
  /// @return what they were before
  public synchronized ArrayNode set(Place place, long user, JsonNode wanted) {
    ArrayNode next = JsonNodeFactory.instance.arrayNode();
    wanted.forEach(it -> next.add(it.deepCopy()));
    Map<Long, ArrayNode> all = reactions.computeIfAbsent(place, _ -> new TreeMap<>());
    ArrayNode before = next.isEmpty() ? all.remove(user) : all.put(user, next);
    return before == null ? JsonNodeFactory.instance.arrayNode() : before;
  }

  /// How often each reaction stands below a message, as `ReactionCount`s.
  public synchronized ArrayNode counts(Place place) {
    Map<JsonNode, Integer> counted = new LinkedHashMap<>();
    reactions
        .getOrDefault(place, Map.of())
        .values()
        .forEach(all -> all.forEach(one -> counted.merge(one, 1, Integer::sum)));
    ArrayNode counts = JsonNodeFactory.instance.arrayNode();
    counted.forEach(
        (type, count) -> counts.addObject().put("total_count", count).set("type", type.deepCopy()));
    return counts;
  }
}
