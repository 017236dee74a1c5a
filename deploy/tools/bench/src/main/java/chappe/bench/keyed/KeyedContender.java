// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import chappe.bench.peer.Job;
import chappe.bench.peer.Work;
import chappe.common.consumer.ConsumerOptions;
import chappe.common.consumer.Emitter;
import chappe.common.consumer.KeyedConsumer;
import chappe.common.consumer.Received;
import chappe.common.consumer.Storage;
import chappe.common.kafka.Group;
import chappe.common.kafka.KafkaClients;
import chappe.common.lifecycle.Supervisor;
import chappe.common.metrics.Metrics;
import chappe.common.record.Topic;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;

/// The keyed consumer as it stands, with its defaults.
final class KeyedContender {
  /// Where it sends to; the others are told to send there too.
  static final Topic OUTPUT = Topic.OUTBOUND_REPLY;

  /// The job's name for this instance, which is the type of what it emits.
  static final String INSTANCE = "instance";

  private final InstantSource clock;
  private final LongSupplier nanos;

  KeyedContender(InstantSource clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
  }

  AutoCloseable start(Job job) {
    String instance = job.more().getOrDefault(INSTANCE, "a");
    Supervisor supervisor = new Supervisor();
    KeyedConsumer consumer =
        KeyedConsumer.start(
            ConsumerOptions.transactional(
                new Group(job.group(), "bench", List.of(job.input())), instance),
            (received, emitter) -> pass(received, emitter, job, instance),
            new KeyedConsumer.Surroundings(
                new KafkaClients(job.bootstrapServers()),
                new Metrics("bench"),
                clock,
                nanos,
                supervisor,
                new Storage.None()));
    return () -> {
      consumer.close();
      supervisor
          .failure()
          .ifPresent(
              it -> {
                throw new IllegalStateException(it.component() + " ended", it.cause());
              });
    };
  }

  private static void pass(Received received, Emitter emitter, Job job, String type)
      throws InterruptedException {
    emitter.emit(OUTPUT, received.recordKey(), type, Work.done(received.value(), job));
  }
}
