// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import chappe.common.session.SessionChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Keeps what one call of a handler emits, until the call ends.
final class CollectingEmitter implements Emitter {
  private final PartitionState partition;
  private final Received received;
  private final Outputs made;
  private final EarlyRecords early;
  private final Optional<CallSessions> sessions;
  private List<ProducerRecord<String, byte[]>> outputs = List.of();
  private int count;
  private int earlyCount;
  private volatile boolean closed;

  /// @param sessions none where the consumer has no storage
  CollectingEmitter(
      PartitionState partition,
      Received received,
      Outputs made,
      EarlyRecords early,
      Optional<CallSessions> sessions) {
    this.partition = partition;
    this.received = received;
    this.made = made;
    this.early = early;
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

  @Override
  public Optional<byte[]> committedSession() {
    return sessions().committed();
  }

  @Override
  public SessionDirectory directory() {
    return sessions();
  }

  private Session opened(String suffix) {
    return sessions().open(suffix);
  }

  private CallSessions sessions() {
    return sessions.orElseThrow(() -> new IllegalStateException("this consumer has no sessions"));
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
    checkOpen();
    var record = made.record(received, id, topic, key, type, value);
    if (outputs.isEmpty()) {
      outputs = List.of(record);
      return;
    }
    if (outputs.size() == 1) {
      outputs = new ArrayList<>(outputs);
    }
    outputs.add(record);
  }

  @Override
  public void early(Topic topic, RecordKey key, String type, byte[] value) {
    checkOpen();
    early.send(partition, received, earlyCount + 1, topic, key, type, value);
    earlyCount++;
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException(
          "the handler's call has ended; nothing can be emitted for it any more");
    }
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
            made.clock().millis(),
            Outputs.childOf(received));
    return new Outcome(outputs, sessions.orElseThrow().close(cause));
  }
}
