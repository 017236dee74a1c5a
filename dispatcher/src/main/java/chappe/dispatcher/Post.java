// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.consumer.Emitter;
import chappe.common.json.Json;
import chappe.common.record.OutboundCommand.ClaimedFile;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import chappe.common.telegram.FilePart;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/// Takes the parcels of one handler's call to the line. Confined to that call.
final class Post {
  private final Emitter emitter;
  private final String id;
  private final Surroundings surroundings;
  private int files;

  /// @param id of the record that all is emitted for
  Post(Emitter emitter, String id, Surroundings surroundings) {
    this.emitter = emitter;
    this.id = id;
    this.surroundings = surroundings;
  }

  /// Puts a record on the line.
  ///
  /// @param value a record of ours
  void emit(Topic topic, RecordKey key, String type, Object value) {
    Objects.requireNonNull(emitter.emit(topic, key, type, Json.bytes(value)));
  }

  /// Puts a file aside until it is sent.
  ClaimedFile put(FilePart file) {
    files++;
    // The same at every attempt: what a failed one has left is replaced.
    var claim = id + ":file:" + files;
    surroundings.shelf().put(claim, file.bytes());
    return new ClaimedFile(file.name(), claim, file.fileName(), file.contentType());
  }

  /// Keeps the long data of a call's buttons.
  ///
  /// @param call changed in place
  void shorten(String bot, ObjectNode call) {
    surroundings.tools().buttons().shorten(bot, call);
  }
}
