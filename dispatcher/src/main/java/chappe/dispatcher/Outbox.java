// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Outgoing;
import chappe.common.consumer.Emitter;
import chappe.common.json.Json;
import chappe.common.record.Event;
import chappe.common.record.OutboundCommand;
import chappe.common.record.RecordKey;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one handler's call wants to be sent, in order. Confined to that call.
final class Outbox {
  private final RecordKey origin;
  private final Instant receivedAt;
  private final InstantSource clock;
  private final List<Draft> drafts = new ArrayList<>();
  private final List<Told> events = new ArrayList<>();
  private boolean closed;

  /// @param origin the update's own key: that of calls which name no chat
  Outbox(RecordKey origin, Instant receivedAt, InstantSource clock) {
    this.origin = origin;
    this.receivedAt = receivedAt;
    this.clock = clock;
  }

  /// Several calls of one method that share their options.
  Outgoing add(String method, List<ObjectNode> calls) {
    if (closed) {
      throw new IllegalStateException(
          method + " came after the handler had ended, and would never be sent");
    }
    var lane = Lane.of(method);
    var draft = new Draft(method, lane, calls, lane.life().map(receivedAt::plus).orElse(null));
    drafts.add(draft);
    return draft;
  }

  /// An event to the owner of a key.
  void tell(RecordKey key, Event event) {
    if (closed) {
      throw new IllegalStateException(
          event.type() + " came after the handler had ended, and would never be sent");
    }
    events.add(new Told(key, event));
  }

  private record Told(RecordKey key, Event event) {}

  /// Drops what was added so far.
  void clear() {
    drafts.clear();
    events.clear();
  }

  /// Refuses everything from now on.
  void close() {
    closed = true;
  }

  void emit(Emitter emitter) {
    for (Draft draft : drafts) {
      for (ObjectNode call : draft.calls) {
        var command = new OutboundCommand(1, draft.method, call, draft.expiresAt, draft.repeat);
        emitter.emit(draft.lane.topic(), key(call), OutboundCommand.TYPE, Json.bytes(command));
      }
    }
    emitEvents(emitter);
  }

  private void emitEvents(Emitter emitter) {
    events.forEach(it -> Transfers.tell(emitter, it.key(), it.event()));
  }

  private RecordKey key(ObjectNode call) {
    var chat = call.path("chat_id").asText("");
    return chat.isEmpty() ? origin : new RecordKey(origin.bot(), chat);
  }

  private final class Draft implements Outgoing {
    private final String method;
    private final Lane lane;
    private final List<ObjectNode> calls;
    private @Nullable Instant expiresAt;
    private OutboundCommand.Repeat repeat = OutboundCommand.Repeat.AT_LEAST_ONCE;

    private Draft(String method, Lane lane, List<ObjectNode> calls, @Nullable Instant expiresAt) {
      this.method = method;
      this.lane = lane;
      this.calls = calls;
      this.expiresAt = expiresAt;
    }

    @Override
    public Outgoing expiresAfter(Duration duration) {
      requireOpen();
      if (!duration.isPositive()) {
        throw new IllegalArgumentException("an expiry must be over zero");
      }
      expiresAt = clock.instant().plus(duration);
      return this;
    }

    @Override
    public Outgoing atMostOnce() {
      requireOpen();
      repeat = OutboundCommand.Repeat.AT_MOST_ONCE;
      return this;
    }

    private void requireOpen() {
      if (closed) {
        throw new IllegalStateException(method + " was changed after the handler had ended");
      }
    }
  }
}
