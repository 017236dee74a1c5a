// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import chappe.common.json.Json;
import chappe.simulator.ledger.Extent;
import chappe.simulator.ledger.Fault;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Faults as the control API writes them. Pure.
final class FaultJson {
  private FaultJson() {}

  /// @throws IllegalArgumentException where it is no fault
  static Fault read(JsonNode json) {
    return new Fault(
        json.path("method").asText(),
        json.path("bot").asLong(),
        json.path("chat").asText(),
        json.path("error_code").asInt(json.has("retry_after") ? 429 : 0),
        json.path("description").asText(),
        json.path("retry_after").asInt(),
        json.path("migrate_to_chat_id").asLong(),
        extent(json),
        Duration.ofMillis(json.path("delay_ms").asLong()),
        drop(json.path("drop").asText("never")));
  }

  private static Extent extent(JsonNode json) {
    boolean open = json.has("percent") || json.has("seconds");
    return new Extent(
        json.path("count").asInt(open ? Extent.ANY : 1),
        json.path("percent").asDouble(100),
        Duration.ofMillis(Math.round(json.path("seconds").asDouble() * 1_000)),
        json.path("seed").asLong());
  }

  static ObjectNode write(List<Fault> faults) {
    ObjectNode answer = Json.object();
    answer.withArray("faults");
    for (Fault fault : faults) {
      answer
          .withArray("faults")
          .addObject()
          .put("method", fault.method())
          .put("bot", fault.bot())
          .put("chat", fault.chat())
          .put("error_code", fault.status())
          .put("description", fault.description())
          .put("retry_after", fault.retryAfter())
          .put("migrate_to_chat_id", fault.migrateTo())
          .put("count", fault.count())
          .put("percent", fault.extent().percent())
          .put("seconds", fault.extent().lasting().toMillis() / 1_000.0)
          .put("seed", fault.extent().seed())
          .put("delay_ms", fault.delay().toMillis())
          .put("drop", fault.drop().name().toLowerCase(Locale.ROOT));
    }
    return answer;
  }

  private static Fault.Drop drop(String text) {
    return switch (text) {
      case "never" -> Fault.Drop.NEVER;
      case "before" -> Fault.Drop.BEFORE;
      case "after" -> Fault.Drop.AFTER;
      case "answer" -> Fault.Drop.ANSWER;
      default -> throw new IllegalArgumentException("drop: before, after or answer is expected");
    };
  }
}
