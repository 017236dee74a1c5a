// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;

/// Fills a sample with a call's own values of the same names. Pure.
final class Samples {
  private Samples() {}

  static void fill(ObjectNode sample, Parameters given) {
    for (Map.Entry<String, JsonNode> field : List.copyOf(sample.properties())) {
      if (field.getValue() instanceof ObjectNode inner) {
        fill(inner, given);
      } else if (given.has(field.getKey()) && !field.getKey().equals("file_id")) {
        sample.set(field.getKey(), typed(field.getValue(), given, field.getKey()));
      }
    }
    JsonNode prices = given.json("prices");
    if (sample.has("total_amount") && prices.isArray()) {
      sample.put(
          "total_amount", prices.valueStream().mapToLong(it -> it.path("amount").asLong()).sum());
    }
  }

  private static JsonNode typed(JsonNode like, Parameters given, String name) {
    JsonNode json = given.json(name);
    boolean same = json.getNodeType() == like.getNodeType();
    if (like.isTextual()) {
      return TextNode.valueOf(given.text(name));
    }
    return same ? json : like;
  }
}
