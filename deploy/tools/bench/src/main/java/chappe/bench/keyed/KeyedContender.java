// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import chappe.bench.peer.Job;
import chappe.bench.peer.Work;
import chappe.common.consumer.ConsumerOptions;
import chappe.common.consumer.KeyedConsumer;
import chappe.common.consumer.RecordHandler;
import chappe.common.consumer.Session;
import chappe.common.consumer.Storage;
import chappe.common.database.Database;
import chappe.common.kafka.Group;
import chappe.common.kafka.KafkaClients;
import chappe.common.lifecycle.Closer;
import chappe.common.lifecycle.Supervisor;
import chappe.common.metrics.Metrics;
import chappe.common.record.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The keyed consumer as it stands, with its defaults.
final class KeyedContender {
  /// Where it sends to; the others are told to send there too.
  static final Topic OUTPUT = Topic.OUTBOUND_REPLY;

  /// The job's name for this instance, which is the type of what it emits.
  static final String INSTANCE = "instance";

  /// The job's name for a database: the handler then counts in its session.
  static final String DATABASE = "database";

  private static final Duration STOP = Duration.ofSeconds(20);

  private final InstantSource clock;
  private final LongSupplier nanos;

  KeyedContender(InstantSource clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
  }

  AutoCloseable start(Job job) {
    String instance = job.more().getOrDefault(INSTANCE, "a");
    Supervisor supervisor = new Supervisor();
    Closer closer = new Closer();
    Optional<Database> database =
        Optional.ofNullable(job.more().get(DATABASE))
            .map(url -> Database.open(SessionDatabase.settings(url), "bench"))
            .map(it -> closer.add("database", it));
    KeyedConsumer consumer =
        KeyedConsumer.start(
            ConsumerOptions.transactional(
                new Group(job.group(), "bench", List.of(job.input())), instance),
            database.isPresent() ? counting(job, instance) : passing(job, instance),
            new KeyedConsumer.Surroundings(
                new KafkaClients(job.bootstrapServers()),
                new Metrics("bench"),
                clock,
                nanos,
                supervisor,
                database.<Storage>map(Storage.In::new).orElseGet(Storage.None::new)));
    closer.add("consumer", STOP, consumer);
    return () -> {
      closer.close();
      supervisor
          .failure()
          .ifPresent(
              it -> {
                throw new IllegalStateException(it.component() + " ended", it.cause());
              });
    };
  }

  private static RecordHandler passing(Job job, String type) {
    return (received, emitter) ->
        emitter.emit(OUTPUT, received.recordKey(), type, Work.done(received.value(), job));
  }

  private static RecordHandler counting(Job job, String type) {
    return (received, emitter) -> {
      Session session = emitter.session();
      long count = session.value().map(SessionState::count).orElse(0L);
      session.put(SessionState.of(count + 1));
      emitter.emit(OUTPUT, received.recordKey(), type, Work.done(received.value(), job));
    };
  }
}
