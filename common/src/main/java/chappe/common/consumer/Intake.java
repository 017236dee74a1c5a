// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.consumer.Seams.Guard;
import chappe.common.record.Header;
import chappe.common.record.RecordKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Takes records as they were read: passes over what was finished before or is a redelivery, and
/// puts the rest into the queues as far as there is room. Confined to the poll thread.
final class Intake {
  private static final int SWEEP_AT = 4096;

  private final Function<ConsumerRecord<String, byte[]>, Object> queueKey;
  private final int partitions;
  private final Workers workers;
  private final FinishedStack finished;
  private final EarlyRecords early;
  private final Optional<Arrivals> arrivals;
  private final ConsumerMetrics metrics;
  private final Seams seams;
  private final Map<Object, KeyQueue> queues = new HashMap<>();
  private int sweepAt = SWEEP_AT;

  /// @param partitions of every keyed topic
  Intake(
      Function<ConsumerRecord<String, byte[]>, Object> queueKey,
      int partitions,
      Workers workers,
      FinishedStack finished,
      EarlyRecords early,
      Optional<Arrivals> arrivals,
      ConsumerMetrics metrics,
      Seams seams) {
    this.queueKey = queueKey;
    this.partitions = partitions;
    this.workers = workers;
    this.finished = finished;
    this.early = early;
    this.arrivals = arrivals;
    this.metrics = metrics;
    this.seams = seams;
  }

  /// Takes the next records of a partition.
  ///
  /// @param next the offset after them, markers of transactions included
  void accept(PartitionState partition, List<ConsumerRecord<String, byte[]>> records, long next) {
    boolean held = !partition.held().isEmpty();
    for (ConsumerRecord<String, byte[]> record : records) {
      if (held || !hasRoom(partition)) {
        held = true;
        partition.held().add(record);
      } else {
        admit(partition, record);
      }
    }
    if (!held) {
      passOver(partition, next);
    }
    workers.begin();
  }

  /// Admits what was held back, as far as there is room now.
  void admitHeld(PartitionState partition) {
    var held = partition.held();
    while (!held.isEmpty() && hasRoom(partition)) {
      admit(partition, held.remove());
    }
    workers.begin();
  }

  static boolean hasRoom(PartitionState partition) {
    return partition.budget.hasRoom() && partition.mapHasRoom();
  }

  private void admit(PartitionState partition, ConsumerRecord<String, byte[]> record) {
    passOver(partition, record.offset());
    partition.position(record.offset() + 1);
    boolean seen = redelivered(partition, record);
    if (partition.finishedBefore(record.offset())) {
      metrics.skipped();
    } else if (seen) {
      metrics.redelivered();
      finished.push(new Finished(partition, record.offset(), record.offset() + 1));
    } else {
      take(partition, record);
    }
  }

  private void take(PartitionState partition, ConsumerRecord<String, byte[]> record) {
    int right =
        record.key() == null ? record.partition() : RecordKey.partition(record.key(), partitions);
    if (right == record.partition()) {
      Task task = new Task(partition, record);
      admitted(task);
      enqueue(task, record);
      if (arrivals.isPresent() && arrivals.get().concern(record.topic(), record.headers())) {
        Received received = Attempts.received(record, 0);
        arrivals.get().arrived(received, early.outOfTurn(partition, received));
      }
    } else {
      metrics.moved();
      Moved moved = new Moved(partition, record, right);
      admitted(moved);
      finished.push(moved);
    }
  }

  private static void admitted(Finished work) {
    work.partition.inFlight.incrementAndGet();
    work.partition.budget.take(work.bytes());
  }

  /// Offsets that bear no record (transaction markers, compacted ones) need no work.
  private void passOver(PartitionState partition, long to) {
    if (to > partition.position()) {
      finished.push(new Finished(partition, partition.position(), to));
      partition.position(to);
    }
  }

  private boolean redelivered(PartitionState partition, ConsumerRecord<String, byte[]> record) {
    byte[] id = Header.id(record.headers());
    return seams.guards(Guard.WINDOW)
        && id != null
        && partition.window().redelivered(IdHash.of(id), record.offset(), record.timestamp());
  }

  private void enqueue(Task task, ConsumerRecord<String, byte[]> record) {
    Object key = queueKey.apply(record);
    KeyQueue queue = queues.get(key);
    if (queue == null) {
      queue = new KeyQueue(task);
      queues.put(key, queue);
      workers.ready(queue);
      sweep();
    } else if (queue.add(task)) {
      workers.ready(queue);
    }
  }

  /// Lets idle queues go when there are twice as many as were left last time.
  private void sweep() {
    if (queues.size() > sweepAt) {
      queues.values().removeIf(KeyQueue::isEmpty);
      sweepAt = Math.max(SWEEP_AT, 2 * queues.size());
    }
  }
}
