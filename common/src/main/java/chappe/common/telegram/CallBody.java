// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.telegram;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What a call carries: its parameters as JSON, or, where files go with them, as a multipart form.
///
/// @param contentType of the whole
/// @param bytes of the whole
record CallBody(String contentType, byte[] bytes) {
  static CallBody of(JsonNode params, List<FilePart> files) {
    return files.isEmpty()
        ? new CallBody("application/json", Json.bytes(params))
        : multipart(params, files, "chappe-" + UUID.randomUUID());
  }

  /// @param boundary that stands nowhere in the content: a random one
  private static CallBody multipart(JsonNode params, List<FilePart> files, String boundary) {
    var out = new ByteArrayOutputStream(files.stream().mapToInt(it -> it.bytes().length).sum());
    for (Map.Entry<String, JsonNode> param : params.properties()) {
      var value = param.getValue();
      part(out, boundary, "name=\"" + param.getKey() + "\"");
      // Objects and lists are JSON within their part, all else is plain text (Bot API, Making
      // requests).
      line(out, "");
      line(out, value.isValueNode() ? value.asText() : value.toString());
    }
    for (FilePart file : files) {
      part(out, boundary, "name=\"" + file.name() + "\"; filename=\"" + file.fileName() + "\"");
      line(out, "Content-Type: " + file.contentType());
      line(out, "");
      out.writeBytes(file.bytes());
      line(out, "");
    }
    line(out, "--" + boundary + "--");
    return new CallBody("multipart/form-data; boundary=" + boundary, out.toByteArray());
  }

  private static void part(ByteArrayOutputStream out, String boundary, String names) {
    line(out, "--" + boundary);
    line(out, "Content-Disposition: form-data; " + names);
  }

  private static void line(ByteArrayOutputStream out, String text) {
    out.writeBytes((text + "\r\n").getBytes(StandardCharsets.UTF_8));
  }
}
