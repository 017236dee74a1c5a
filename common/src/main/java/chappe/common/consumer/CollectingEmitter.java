// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.kafka.KafkaClients;
import chappe.common.record.Header;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import chappe.common.record.Traceparent;
import chappe.common.session.SessionChange;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Keeps what one call of a handler emits, until the call ends.
final class CollectingEmitter implements Emitter {
  private final Received received;
  private final int partitions;
  private final InstantSource clock;
  private final Optional<CallSessions> sessions;
  private List<ProducerRecord<String, byte[]>> outputs = List.of();
  private @Nullable String parent;
  private int count;
  private volatile boolean closed;

  /// @param partitions of every keyed topic
  /// @param sessions none where the consumer has no storage
  CollectingEmitter(
      Received received, int partitions, InstantSource clock, Optional<CallSessions> sessions) {
    this.received = received;
    this.partitions = partitions;
    this.clock = clock;
    this.sessions = sessions;
  }

  @Override
  public Session session() {
    return opened("");
  }

  @Override
  public Session session(long user) {
    return opened(":" + user);
  }

  private Session opened(String suffix) {
    return sessions
        .orElseThrow(() -> new IllegalStateException("this consumer has no sessions"))
        .open(suffix);
  }

  @Override
  public String emit(Topic topic, RecordKey key, String type, byte[] value) {
    String id = received.id() + ":" + (count + 1);
    emitAs(id, topic, key, type, value);
    count++;
    return id;
  }

  @Override
  public void emitAs(String id, Topic topic, RecordKey key, String type, byte[] value) {
    if (closed) {
      throw new IllegalStateException(
          "the handler's call has ended; nothing can be emitted for it any more");
    }
    if (value.length > KafkaClients.MAX_VALUE_BYTES) {
      throw new IllegalArgumentException(
          "a record of %d bytes for %s; at most %d are possible"
              .formatted(value.length, topic.topicName(), KafkaClients.MAX_VALUE_BYTES));
    }
    if (outputs.isEmpty()) {
      outputs = new ArrayList<>(2);
    }
    String text = key.toString();
    outputs.add(
        new ProducerRecord<>(
            topic.topicName(),
            RecordKey.partition(text, partitions),
            text,
            value,
            Header.of(key.bot(), id, type, clock.millis(), Traceparent.childOf(parent()))));
  }

  private String parent() {
    String known = parent;
    if (known == null) {
      known = Header.text(received.headers(), Header.TRACEPARENT).orElseGet(Traceparent::fresh);
      parent = known;
    }
    return known;
  }

  /// Ends the call.
  Outcome close() {
    closed = true;
    if (sessions.isEmpty() || !sessions.orElseThrow().isChanged()) {
      return outputs.isEmpty() ? Outcome.NOTHING : new Outcome(outputs, List.of());
    }
    var cause =
        new SessionChange.Cause(
            received.recordKey().bot(),
            received.id(),
            clock.millis(),
            Traceparent.childOf(parent()));
    return new Outcome(outputs, sessions.orElseThrow().close(cause));
  }
}
