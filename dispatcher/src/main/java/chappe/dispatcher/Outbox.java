// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Outgoing;
import chappe.common.consumer.Emitter;
import chappe.common.json.Json;
import chappe.common.record.Event;
import chappe.common.record.OutboundCommand;
import chappe.common.record.OutboundCommand.ClaimedFile;
import chappe.common.record.OutboundCommand.OnResult;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import chappe.common.telegram.FilePart;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one handler's call wants to be sent, in order. Confined to that call.
final class Outbox {
  /// Bot API, Sending files.
  private static final int LARGEST_FILE = 50_000_000;

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
    return add(method, calls, List.of());
  }

  /// Calls of one method, with files that go with each of them.
  Outgoing add(String method, List<ObjectNode> calls, List<FilePart> files) {
    if (files.stream().anyMatch(it -> it.bytes().length > LARGEST_FILE)) {
      throw new IllegalArgumentException(method + " carries a file over 50 MB");
    }
    if (closed) {
      throw new IllegalStateException(
          method + " came after the handler had ended, and would never be sent");
    }
    var lane = Lane.of(method);
    var draft =
        new Draft(method, lane, calls, files, lane.life().map(receivedAt::plus).orElse(null));
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

  /// How many things were added so far.
  int size() {
    return drafts.size();
  }

  /// Drops all but the first so many.
  void cut(int kept) {
    drafts.subList(Math.min(kept, drafts.size()), drafts.size()).clear();
  }

  /// Drops the calls of a method.
  ///
  /// @return whether there were any
  boolean drop(String method) {
    return drafts.removeIf(it -> it.method.equals(method));
  }

  /// Whether a method is called.
  boolean calls(String method) {
    return drafts.stream().anyMatch(it -> it.method.equals(method));
  }

  /// Drops what was added so far.
  void clear() {
    drafts.clear();
    events.clear();
  }

  /// Refuses everything from now on.
  void close() {
    closed = true;
  }

  /// Emits all of it.
  ///
  /// @param id of the record that it is emitted for
  /// @param surroundings where files and long data of buttons are put first
  void emit(Emitter emitter, String id, Surroundings surroundings) {
    int files = 0;
    for (Draft draft : drafts) {
      List<ClaimedFile> claims = new ArrayList<>();
      for (FilePart file : draft.files) {
        files++;
        // The same at every attempt: what a failed one has left is replaced.
        var claim = id + ":file:" + files;
        surroundings.shelf().put(claim, file.bytes());
        claims.add(new ClaimedFile(file.name(), claim, file.fileName(), file.contentType()));
      }
      for (ObjectNode call : draft.calls) {
        surroundings.tools().buttons().shorten(origin.bot(), call);
        emitter.emit(
            draft.topic, key(call), OutboundCommand.TYPE, Json.bytes(draft.command(call, claims)));
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
    private final List<ObjectNode> calls;
    private final List<FilePart> files;
    private Topic topic;
    private @Nullable OnResult onResult;
    private @Nullable Duration deleteAfter;
    private @Nullable Instant expiresAt;
    private OutboundCommand.Repeat repeat = OutboundCommand.Repeat.AT_LEAST_ONCE;

    private Draft(
        String method,
        Lane lane,
        List<ObjectNode> calls,
        List<FilePart> files,
        @Nullable Instant expiresAt) {
      this.method = method;
      this.topic = lane.topic();
      this.calls = calls;
      this.files = List.copyOf(files);
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

    @Override
    public Outgoing bulk() {
      requireOpen();
      if (topic == Topic.OUTBOUND_URGENT) {
        throw new IllegalStateException(method + " answers a query, and has no time to wait");
      }
      topic = Topic.OUTBOUND_BULK;
      return this;
    }

    @Override
    public Outgoing deleteAfter(Duration duration) {
      requireOpen();
      if (!duration.isPositive()) {
        throw new IllegalArgumentException("a message is deleted after more than no time");
      }
      deleteAfter = duration;
      return this;
    }

    @Override
    public Outgoing onResult(String name, Object data) {
      requireOpen();
      onResult =
          new OnResult(EventRoutes.checked("result", name), origin.toString(), Json.tree(data));
      return this;
    }

    private OutboundCommand command(ObjectNode call, List<ClaimedFile> claims) {
      return new OutboundCommand(1, method, call, expiresAt, repeat, claims, onResult, deleteAfter);
    }

    private void requireOpen() {
      if (closed) {
        throw new IllegalStateException(method + " was changed after the handler had ended");
      }
    }
  }
}
