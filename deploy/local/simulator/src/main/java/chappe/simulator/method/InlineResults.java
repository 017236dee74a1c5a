// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What Telegram checks of an answer to an inline query, and what it keeps of it. Pure.
final class InlineResults {
  private static final int DEFAULT_CACHE_SECONDS = 300;
  private static final int MAX_CACHE_SECONDS = 86_400;
  private static final int MAX_ID_BYTES = 64;

  private InlineResults() {}

  static Optional<Answer.Refused> check(Parameters given) {
    Set<String> ids = new HashSet<>();
    for (JsonNode result : given.json("results")) {
      Optional<String> wrong = wrong(result, ids);
      if (wrong.isPresent()) {
        return wrong.map(Answer::bad);
      }
    }
    JsonNode button = given.json("button");
    if (button.isMissingNode()) {
      return Optional.empty();
    }
    if (button.path("text").asText().isBlank()
        || button.has("web_app") == button.has("start_parameter")) {
      return Optional.of(Answer.bad("can't parse inline query results button"));
    }
    return button.has("start_parameter")
            && !button.path("start_parameter").asText().matches("[A-Za-z0-9_-]{1,64}")
        ? Optional.of(Answer.bad("START_PARAM_INVALID"))
        : Optional.empty();
  }

  /// The answer as people see it: texts without tags.
  static ObjectNode kept(Parameters given) {
    ObjectNode kept = Json.object();
    ArrayNode results = kept.putArray("results");
    for (JsonNode result : given.json("results")) {
      ObjectNode copy = result.deepCopy();
      if (copy.path("input_message_content") instanceof ObjectNode content) {
        Posts.text(content, "message_text", Parameters.of(content));
        content.remove("parse_mode");
      }
      Posts.text(copy, "caption", Parameters.of(result));
      results.add(copy);
    }
    kept.put("next_offset", given.text("next_offset"));
    kept.put(
        "cache_time",
        given.has("cache_time")
            ? Math.clamp(given.number("cache_time"), 0, MAX_CACHE_SECONDS)
            : DEFAULT_CACHE_SECONDS);
    kept.put("is_personal", given.flag("is_personal"));
    if (given.json("button").isObject()) {
      kept.set("button", given.json("button"));
    }
    return kept;
  }

  private static Optional<String> wrong(JsonNode result, Set<String> ids) {
    String id = result.path("id").asText();
    if (result.path("type").asText().isEmpty()) {
      return Optional.of("can't parse inline query result: Can't find field \"type\"");
    }
    if (!result.has("id")) {
      return Optional.of("can't parse inline query result: Can't find field \"id\"");
    }
    if (id.isEmpty() || id.getBytes(StandardCharsets.UTF_8).length > MAX_ID_BYTES) {
      return Optional.of("RESULT_ID_INVALID");
    }
    if (!ids.add(id)) {
      return Optional.of("RESULT_ID_DUPLICATE");
    }
    if (result.path("type").asText().equals("article")) {
      if (result.path("title").asText().isBlank()) {
        return Optional.of("can't parse inline query result: Can't find field \"title\"");
      }
      if (!result.path("input_message_content").isObject()) {
        return Optional.of(
            "can't parse inline query result: Can't find field \"input_message_content\"");
      }
    }
    JsonNode content = result.path("input_message_content");
    if (content.has("message_text") && content.path("message_text").asText().isBlank()) {
      return Optional.of("message text is empty");
    }
    String message = content.path("message_text").asText();
    if (message.codePointCount(0, message.length()) > 4096) {
      return Optional.of("message is too long");
    }
    return Keyboard.check(Parameters.of(result)).map(Answer.Refused::reason);
  }
}
