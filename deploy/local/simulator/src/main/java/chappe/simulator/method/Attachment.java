// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import chappe.common.json.Json;
import chappe.simulator.chat.Files;
import chappe.simulator.chat.Media;
import chappe.simulator.chat.StoredFile;
import chappe.simulator.chat.Upload;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// The file that a call names: bytes that came with it, a file that is kept, an address, or an id
/// from elsewhere, which is taken as it is.
sealed interface Attachment {
  /// A file, as the field of its kind shows it.
  record Good(ObjectNode shown) implements Attachment {
    /// The field's value: a list of sizes for a photo.
    JsonNode field(String kind) {
      return kind.equals("photo") ? Json.object().putArray("sizes").add(shown) : shown;
    }
  }

  record Bad(String reason) implements Attachment {}

  /// Reads one.
  ///
  /// @param kind `photo` and the like
  /// @param named what the call says: a file's id, an address, or `attach://name`
  static Attachment of(Files files, Parameters given, String kind, String named) {
    if (named.startsWith("attach://")) {
      Upload upload = given.uploads().get(named.substring("attach://".length()));
      if (upload == null) {
        return new Bad("there is no " + kind.replace('_', ' ') + " in the request");
      }
      return upload.content().length == 0
          ? new Bad("file must be non-empty")
          : new Good(Media.described(kind, files.put(kind, upload)));
    }
    Optional<StoredFile> known = files.find(named);
    return new Good(
        known
            .map(file -> Media.described(kind, file))
            .orElseGet(
                () ->
                    Json.object()
                        .put("file_id", named)
                        .put("file_unique_id", Integer.toHexString(named.hashCode()))));
  }
}
