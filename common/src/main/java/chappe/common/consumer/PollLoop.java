// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// Reads: the only thread that uses the consumer. [#runOnce] is one step.
final class PollLoop {
  private static final Duration IDLE = Duration.ofMillis(100);
  private static final Duration WAITING_FOR_ROOM = Duration.ofMillis(2);
  private static final long REPORT_NANOS = 1_000_000_000;

  private final Consumer<String, byte[]> consumer;
  private final Assignment assignment;
  private final Intake intake;
  private final Committer committer;
  private final AtomicReference<ConsumerGroupMetadata> membership;
  private final LongSupplier nanos;
  private final ConsumerMetrics metrics;
  private volatile long lastPoll;
  private volatile boolean ready;
  private long lastReport;

  /// @param membership where the group's newest metadata is left for the rounds
  PollLoop(
      Consumer<String, byte[]> consumer,
      Assignment assignment,
      Intake intake,
      Committer committer,
      AtomicReference<ConsumerGroupMetadata> membership,
      LongSupplier nanos,
      ConsumerMetrics metrics) {
    this.consumer = consumer;
    this.assignment = assignment;
    this.intake = intake;
    this.committer = committer;
    this.membership = membership;
    this.nanos = nanos;
    this.metrics = metrics;
    this.lastPoll = nanos.getAsLong();
  }

  void runOnce() {
    if (committer instanceof PlainCommitter plain) {
      plain.commitDue(consumer);
    }
    assignment.settle();
    boolean waiting = admitAndPause();
    ConsumerRecords<String, byte[]> records = consumer.poll(waiting ? WAITING_FOR_ROOM : IDLE);
    lastPoll = nanos.getAsLong();
    membership.set(consumer.groupMetadata());
    for (Map.Entry<TopicPartition, OffsetAndMetadata> next : records.nextOffsets().entrySet()) {
      PartitionState partition = assignment.state(next.getKey());
      if (partition != null) {
        intake.accept(partition, records.records(next.getKey()), next.getValue().offset());
      }
    }
    report();
  }

  /// Admits what is held back and pauses the partitions that have no room.
  ///
  /// @return whether any waits, for room or for its window
  private boolean admitAndPause() {
    List<TopicPartition> full = new ArrayList<>();
    List<TopicPartition> free = new ArrayList<>();
    for (PartitionState partition : assignment.states()) {
      boolean runnable = assignment.isRunnable(partition);
      if (runnable) {
        intake.admitHeld(partition);
      }
      boolean room = runnable && partition.held().isEmpty() && Intake.hasRoom(partition);
      (room ? free : full).add(partition.id);
    }
    var paused = consumer.paused();
    full.removeAll(paused);
    free.retainAll(paused);
    if (!full.isEmpty()) {
      consumer.pause(full);
    }
    if (!free.isEmpty()) {
      consumer.resume(free);
    }
    boolean waiting = !consumer.paused().isEmpty();
    ready =
        !assignment.states().isEmpty()
            && assignment.states().stream().allMatch(PartitionState::isReady);
    return waiting;
  }

  private void report() {
    long now = nanos.getAsLong();
    if (now - lastReport < REPORT_NANOS) {
      return;
    }
    lastReport = now;
    Map<String, Long> behind =
        assignment.states().stream()
            .collect(
                Collectors.groupingBy(
                    state -> state.id.topic(),
                    Collectors.summingLong(state -> consumer.currentLag(state.id).orElse(0))));
    behind.forEach((topic, lag) -> metrics.reading(topic, assignment.budget(topic).records(), lag));
    assignment.states().stream()
        .filter(state -> state.isReady() && state.window().full())
        .mapToDouble(state -> state.window().seconds())
        .min()
        .ifPresent(metrics::window);
  }

  /// Nanoseconds since the last poll came back.
  long sinceLastPoll() {
    return nanos.getAsLong() - lastPoll;
  }

  /// Whether partitions are here and each can be read.
  boolean isReady() {
    return ready;
  }
}
