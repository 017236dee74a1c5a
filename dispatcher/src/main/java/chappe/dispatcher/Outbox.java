// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Outgoing;
import chappe.common.consumer.Emitter;
import chappe.common.json.Json;
import chappe.common.record.Event;
import chappe.common.record.OutboundCommand.OnResult;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import chappe.common.telegram.FilePart;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// What one handler's call wants to be sent, in order. Confined to that call.
final class Outbox {
  /// Bot API, Sending files.
  private static final int LARGEST_FILE = 50_000_000;

  private final RecordKey origin;
  private final Instant receivedAt;
  private final InstantSource clock;
  private final List<Parcel> parcels = new ArrayList<>();
  private boolean closed;

  /// @param origin the update's own key: that of calls which name no chat
  Outbox(RecordKey origin, Instant receivedAt, InstantSource clock) {
    this.origin = origin;
    this.receivedAt = receivedAt;
    this.clock = clock;
  }

  RecordKey origin() {
    return origin;
  }

  Instant now() {
    return clock.instant();
  }

  /// Several calls of one method that share their options.
  Outgoing add(String method, List<ObjectNode> calls) {
    return add(method, calls, List.of());
  }

  /// Calls of one method, with files that go with each of them.
  Outgoing add(String method, List<ObjectNode> calls, List<FilePart> files) {
    if (files.stream().anyMatch(it -> it.bytes().length > LARGEST_FILE)) {
      throw new IllegalArgumentException(method + " carries a file over 50 MB");
    }
    var lane = Lane.of(method);
    var draft =
        new CallDraft(
            this, method, lane, calls, files, lane.life().map(receivedAt::plus).orElse(null));
    add(method, draft);
    return draft;
  }

  /// An event to the owner of a key.
  void tell(RecordKey key, Event event) {
    add(event.type(), post -> post.emit(Topic.EVENTS, key, event.type(), event));
  }

  /// Anything else.
  ///
  /// @param what it is, for the one who is too late
  void add(String what, Parcel parcel) {
    if (closed) {
      throw new IllegalStateException(
          what + " came after the handler had ended, and would never be sent");
    }
    parcels.add(parcel);
  }

  /// Who is told what became of something, under the key of this update.
  ///
  /// @param label of the kind of handler
  OnResult told(String label, String name, Object data) {
    return new OnResult(EventRoutes.checked(label, name), origin.toString(), Json.tree(data));
  }

  /// How many things were added so far.
  int size() {
    return parcels.size();
  }

  /// Drops all but the first so many.
  void cut(int kept) {
    parcels.subList(Math.min(kept, parcels.size()), parcels.size()).clear();
  }

  /// Drops the calls of a method.
  ///
  /// @return whether there were any
  boolean drop(String method) {
    return parcels.removeIf(it -> it.calls(method));
  }

  /// Whether a method is called.
  boolean calls(String method) {
    return parcels.stream().anyMatch(it -> it.calls(method));
  }

  /// Refuses everything from now on.
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  /// Emits all of it.
  ///
  /// @param id of the record that it is emitted for
  /// @param surroundings where files and long data of buttons are put first
  void emit(Emitter emitter, String id, Surroundings surroundings) {
    var post = new Post(emitter, id, surroundings);
    parcels.forEach(it -> it.leave(post));
  }
}
