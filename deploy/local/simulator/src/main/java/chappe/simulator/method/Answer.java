// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// How a call is answered.
public sealed interface Answer {
  /// The HTTP status.
  int status();

  /// The body, in Telegram's format.
  ObjectNode body();

  /// It worked.
  ///
  /// @param result what it gives
  /// @param description a word on it, empty for none
  record Done(JsonNode result, String description) implements Answer {
    @Override
    public int status() {
      return 200;
    }

    @Override
    public ObjectNode body() {
      ObjectNode body = Json.object().put("ok", true).set("result", result);
      return description.isEmpty() ? body : body.put("description", description);
    }
  }

  /// It did not.
  ///
  /// @param status HTTP's and Telegram's code in one
  /// @param description Telegram's words
  /// @param parameters what helps to do better, empty for nothing
  record Refused(int status, String description, ObjectNode parameters) implements Answer {
    @Override
    public ObjectNode body() {
      ObjectNode body =
          Json.object().put("ok", false).put("error_code", status).put("description", description);
      return parameters.isEmpty() ? body : body.set("parameters", parameters);
    }

    /// The words after "Bad Request: ".
    String reason() {
      return description.substring(description.indexOf(' ', description.indexOf(':')) + 1);
    }

    /// How many seconds to wait before another try, 0 for none said.
    public int retryAfter() {
      return parameters.path("retry_after").asInt();
    }
  }

  static Done done(JsonNode result) {
    return new Done(result, "");
  }

  static Done yes() {
    return done(BooleanNode.TRUE);
  }

  static Done yes(String description) {
    return new Done(BooleanNode.TRUE, description);
  }

  static Refused refused(int status, String description) {
    return new Refused(status, description, Json.object());
  }

  /// A 400 with the words after "Bad Request: ".
  static Refused bad(String reason) {
    return refused(400, "Bad Request: " + reason);
  }

  static Refused tooMany(int seconds) {
    return new Refused(
        429,
        "Too Many Requests: retry after " + seconds,
        Json.object().put("retry_after", seconds));
  }
}
