// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// What a service has answered. Immutable; the bytes are not to be changed.
///
/// @param status the HTTP status
/// @param headers by their names in lower case
/// @param body at most 16 MiB
public record HttpReply(int status, Map<String, List<String>> headers, byte[] body) {
  public HttpReply {
    headers = Map.copyOf(headers);
  }

  /// An answer without headers, as a test gives it.
  public static HttpReply of(int status, String body) {
    return new HttpReply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  /// The body as UTF-8.
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /// The body as JSON.
  ///
  /// @throws chappe.common.json.UnreadableJson where it is none
  public JsonNode json() {
    return Json.tree(body);
  }

  /// The body's JSON as a value; names in snake_case.
  ///
  /// @throws chappe.common.json.UnreadableJson where it is none, or does not fit the type
  public <T> T as(Class<T> type) {
    return Json.read(body, type);
  }
}
