// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot.testing;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;

/// What a bot asks of one of its author's services. Immutable.
///
/// @param method such as `GET`
/// @param address the whole address, with its parameters
/// @param headers as the bot sends them
/// @param body empty where there is none
public record Asked(String method, URI address, Map<String, String> headers, byte[] body) {
  /// The body as JSON.
  ///
  /// @throws chappe.common.json.UnreadableJson where it is none
  public JsonNode json() {
    return Json.tree(body);
  }
}
