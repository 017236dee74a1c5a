// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads: the only thread that uses the consumer. [#runOnce] is one step.
final class PollLoop {
  private static final Logger log = LoggerFactory.getLogger(PollLoop.class);
  private static final double WINDOW_SECONDS = 600;
  private static final Duration IDLE = Duration.ofMillis(100);
  private static final Duration WAITING_FOR_ROOM = Duration.ofMillis(2);
  private static final long MOST_UNPOLLED_NANOS = 20_000_000;
  private static final long STEP_NANOS = 500_000;
  private static final long REPORT_NANOS = 1_000_000_000;

  private final Consumer<String, byte[]> consumer;
  private final Assignment assignment;
  private final Intake intake;
  private final Committer committer;
  private final AtomicReference<ConsumerGroupMetadata> membership;
  private final LongSupplier nanos;
  private final ConsumerMetrics metrics;
  private final IntSupplier unwritten;
  private volatile long lastPoll;
  private volatile boolean ready;
  private long lastReport;
  private boolean windowWasShort;

  /// @param unwritten how many sessions are on their way to the database
  /// @param membership where the group's newest metadata is left for the rounds
  PollLoop(
      Consumer<String, byte[]> consumer,
      Assignment assignment,
      Intake intake,
      Committer committer,
      AtomicReference<ConsumerGroupMetadata> membership,
      LongSupplier nanos,
      ConsumerMetrics metrics,
      IntSupplier unwritten) {
    this.consumer = consumer;
    this.assignment = assignment;
    this.intake = intake;
    this.committer = committer;
    this.membership = membership;
    this.nanos = nanos;
    this.metrics = metrics;
    this.unwritten = unwritten;
    this.lastPoll = nanos.getAsLong();
  }

  /// Which partitions may be read.
  private enum Room {
    ALL,
    SOME,
    NONE
  }

  void runOnce() {
    if (committer instanceof PlainCommitter plain) {
      plain.commitDue(consumer);
    }
    assignment.settle();
    Room room = admitAndPause();
    if (room == Room.NONE && nanos.getAsLong() - lastPoll < MOST_UNPOLLED_NANOS) {
      // a poll that can bring nothing costs more than waiting for a round to end
      LockSupport.parkNanos(this, STEP_NANOS);
      return;
    }
    ConsumerRecords<String, byte[]> records =
        consumer.poll(room == Room.ALL ? IDLE : WAITING_FOR_ROOM);
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
  private Room admitAndPause() {
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
    Room room = full.isEmpty() ? Room.ALL : free.isEmpty() ? Room.NONE : Room.SOME;
    var paused = consumer.paused();
    full.removeAll(paused);
    free.retainAll(paused);
    if (!full.isEmpty()) {
      consumer.pause(full);
    }
    if (!free.isEmpty()) {
      consumer.resume(free);
    }
    ready =
        !assignment.states().isEmpty()
            && assignment.states().stream().allMatch(assignment::isRunnable);
    return room;
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
        .ifPresent(this::window);
    metrics.unwritten(unwritten.getAsInt());
  }

  /// Telegram sends an update again after seconds or minutes: ten of them must be remembered.
  private void window(double seconds) {
    metrics.window(seconds);
    boolean isShort = seconds < WINDOW_SECONDS;
    if (isShort && !windowWasShort) {
      log.atWarn()
          .addKeyValue("window_seconds", Math.round(seconds))
          .log(
              "redeliveries are recognised for less than ten minutes: CONSUMER_WINDOW_RECORDS is"
                  + " too small for this load");
    }
    windowWasShort = isShort;
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
