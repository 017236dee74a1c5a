// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.chat;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Files as messages show them.
public final class Media {
  /// The fields of a message that are a file.
  public static final List<String> KINDS =
      List.of(
          "photo",
          "document",
          "video",
          "audio",
          "voice",
          "animation",
          "video_note",
          "sticker",
          "live_photo");

  private Media() {}

  /// A file as the message's field of its kind: a list of sizes for a photo, an object otherwise.
  public static JsonNode shown(String kind, StoredFile file) {
    ObjectNode shown = described(kind, file);
    return kind.equals("photo") ? Json.object().putArray("sizes").add(shown) : shown;
  }

  /// What a file says of itself.
  public static ObjectNode described(String kind, StoredFile file) {
    ObjectNode shown =
        Json.object()
            .put("file_id", file.id())
            .put("file_unique_id", file.uniqueId())
            .put("file_size", file.upload().content().length);
    switch (kind) {
      case "photo" -> sized(shown, file);
      case "video", "animation", "live_photo" -> sized(shown, file).put("duration", 1);
      case "video_note" -> shown.put("length", 240).put("duration", 1);
      case "audio", "voice" -> shown.put("duration", 1);
      case "sticker" ->
          sized(shown, file)
              .put("type", "regular")
              .put("is_animated", false)
              .put("is_video", false);
      default -> {
        // a document is its file alone
      }
    }
    if (!kind.equals("photo") && !kind.equals("sticker") && !kind.equals("video_note")) {
      String name = file.upload().name();
      if (!name.isEmpty() && !kind.equals("voice")) {
        shown.put("file_name", name);
      }
      if (!file.upload().type().isEmpty()) {
        shown.put("mime_type", file.upload().type());
      }
    }
    return shown;
  }

  /// The id of the file in a message's field, the largest of a photo's sizes; empty for none.
  public static String fileId(JsonNode field) {
    JsonNode file = field.isArray() ? field.path(field.size() - 1) : field;
    return file.path("file_id").asText();
  }

  private static ObjectNode sized(ObjectNode shown, StoredFile file) {
    boolean known = file.size().width() > 0;
    return shown
        .put("width", known ? file.size().width() : 320)
        .put("height", known ? file.size().height() : 240);
  }
}
