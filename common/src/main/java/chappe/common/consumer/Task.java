// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// One record between its reading and its round.
final class Task extends Finished {
  private final long bytes;

  /// What was read; let go when the handler is done with it, since a queue keeps its last task.
  private @Nullable ConsumerRecord<String, byte[]> record;

  /// The next of the same queue. Written before the queue's size is raised, read after.
  @Nullable Task next;

  Task(PartitionState partition, ConsumerRecord<String, byte[]> record) {
    super(partition, record.offset(), record.offset() + 1);
    this.record = record;
    this.bytes = bytes(record);
  }

  static long bytes(ConsumerRecord<String, byte[]> record) {
    return (long) Math.max(0, record.serializedKeySize())
        + Math.max(0, record.serializedValueSize());
  }

  ConsumerRecord<String, byte[]> record() {
    var present = record;
    if (present == null) {
      throw new IllegalStateException("the task is over");
    }
    return present;
  }

  void letGo() {
    record = null;
  }

  /// Gives it up unfinished: its partition leaves, or the consumer stops.
  void drop() {
    letGo();
    partition.inFlight.decrementAndGet();
    partition.budget.release(bytes);
  }

  @Override
  long bytes() {
    return bytes;
  }

  @Override
  int records() {
    return 1;
  }
}
