// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.record.Header;
import chappe.common.record.RecordPlace;
import chappe.common.session.SessionStore;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls the handler once for a record and keeps what it emits. Thread-safe.
final class Attempts {
  private static final Logger log = LoggerFactory.getLogger(Attempts.class);

  private final RecordHandler handler;
  private final Outputs outputs;
  private final EarlyRecords early;
  private final LongSupplier nanos;
  private final ConsumerMetrics metrics;
  private final Optional<SessionStore> sessions;

  /// @param sessions none where the consumer has no storage
  Attempts(
      RecordHandler handler,
      Outputs outputs,
      EarlyRecords early,
      Optional<SessionStore> sessions,
      LongSupplier nanos,
      ConsumerMetrics metrics) {
    this.handler = handler;
    this.outputs = outputs;
    this.early = early;
    this.sessions = sessions;
    this.nanos = nanos;
    this.metrics = metrics;
  }

  /// What one attempt left behind.
  ///
  /// @param attempt its number, from 1
  /// @throws Exception whatever the handler throws; it is logged by type only, since its message
  ///   may hold a person's text
  Outcome attempt(Task task, int attempt) throws Exception {
    ConsumerRecord<String, byte[]> record = task.record();
    Received received = received(record, attempt);
    CollectingEmitter emitter =
        new CollectingEmitter(
            task.partition,
            received,
            outputs,
            early,
            sessions.map(store -> new CallSessions(store, task.partition.stay(), record.key())));
    task.partition.running.incrementAndGet();
    long started = nanos.getAsLong();
    try {
      handler.handle(received, emitter);
    } catch (Throwable failure) {
      // an interrupt is a stop, not a failure
      if (!task.partition.isLeaving() && !(failure instanceof InterruptedException)) {
        log.atError()
            .addKeyValue("id", received.id())
            .addKeyValue("attempt", attempt)
            .addKeyValue("error_type", failure.getClass().getName())
            .log("handling failed");
      }
      throw failure;
    } finally {
      task.partition.running.decrementAndGet();
      metrics.handled(nanos.getAsLong() - started);
    }
    return emitter.close();
  }

  /// Whether the later records of its key are to wait for what has died.
  boolean parks(ConsumerRecord<String, byte[]> record) {
    try {
      return handler.parks(received(record, 0));
    } catch (RuntimeException e) {
      return false;
    }
  }

  static Received received(ConsumerRecord<String, byte[]> record, int attempt) {
    return new Received(
        record.topic(),
        record.partition(),
        record.offset(),
        record.key(),
        record.value(),
        record.headers(),
        record.timestamp(),
        id(record),
        attempt);
  }

  /// The id header; a record of a foreign producer without one is known by its place.
  static String id(ConsumerRecord<String, byte[]> record) {
    byte[] id = Header.id(record.headers());
    return id == null ? RecordPlace.of(record).toString() : new String(id, StandardCharsets.UTF_8);
  }
}
