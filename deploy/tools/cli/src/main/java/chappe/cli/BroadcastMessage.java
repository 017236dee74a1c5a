// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.json.Json;
import chappe.common.json.UnreadableJson;
import chappe.common.lifecycle.CannotStart;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a broadcast sends: a file with a call (`{"method": …, "params": {…}}`), or with plain text.
record BroadcastMessage(String method, JsonNode params) {
  private static final int MOST = 4096;

  static BroadcastMessage read(Path file) {
    try {
      return of(Files.readAllBytes(file), file);
    } catch (IOException e) {
      throw new CannotStart("❌ " + file + " cannot be read.");
    }
  }

  private static BroadcastMessage of(byte[] bytes, Path file) {
    if (file.toString().endsWith(".json")) {
      try {
        var call = Json.read(bytes, JsonNode.class);
        if (call.path("method").isTextual() && call.path("params").isObject()) {
          return new BroadcastMessage(call.path("method").asText(), call.path("params"));
        }
      } catch (UnreadableJson _) {
        // said below
      }
      throw new CannotStart(
          "❌ " + file + " is no call: {\"method\": \"sendMessage\", \"params\": {…}} is expected.");
    }
    var text = new String(bytes, StandardCharsets.UTF_8).strip();
    if (text.isEmpty() || text.length() > MOST) {
      throw new CannotStart("❌ " + file + ": a text of 1 to " + MOST + " characters is expected.");
    }
    return new BroadcastMessage("sendMessage", Json.object().put("text", text));
  }
}
