// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.people;

import chappe.common.json.Json;
import chappe.simulator.chat.Media;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/// Makes a message of an inline result. Pure.
final class InlineContent {
  private static final Map<String, String> KINDS =
      Map.of("gif", "animation", "mpeg4_gif", "animation");
  private static final List<String> PLAIN = List.of("location", "venue", "contact", "game");

  private InlineContent() {}

  static void into(ObjectNode message, JsonNode result) {
    JsonNode content = result.path("input_message_content");
    String type = result.path("type").asText();
    if (content.has("message_text")) {
      message.put("text", content.path("message_text").asText());
      if (content.has("entities")) {
        message.set("entities", content.path("entities"));
      }
    } else if (content.isObject()) {
      message.set(kind(content), content);
    } else if (PLAIN.contains(type)) {
      ObjectNode shown = result.deepCopy();
      shown.remove(List.of("type", "id", "reply_markup"));
      message.set(type, shown);
    } else {
      media(message, result, KINDS.getOrDefault(type, type));
    }
    if (result.has("reply_markup")) {
      message.set("reply_markup", result.path("reply_markup"));
    }
  }

  private static void media(ObjectNode message, JsonNode result, String kind) {
    String type = result.path("type").asText();
    String file =
        result
            .path(type + "_file_id")
            .asText(result.path(type + "_url").asText(result.path("id").asText()));
    ObjectNode shown =
        Json.object()
            .put("file_id", file)
            .put("file_unique_id", Integer.toHexString(file.hashCode()));
    if (Media.KINDS.contains(kind)) {
      message.set(kind, kind.equals("photo") ? Json.object().putArray("sizes").add(shown) : shown);
    } else {
      message.put("text", result.path("title").asText());
    }
    for (String field : List.of("caption", "caption_entities")) {
      if (result.has(field)) {
        message.set(field, result.path(field));
      }
    }
  }

  private static String kind(JsonNode content) {
    if (content.has("phone_number")) {
      return "contact";
    }
    if (content.has("address")) {
      return "venue";
    }
    return content.has("latitude") ? "location" : "invoice";
  }
}
