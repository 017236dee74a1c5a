// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.command;

import chappe.common.database.Patience;
import chappe.common.record.Topic;
import chappe.scheduler.firing.Loop;
import chappe.scheduler.store.JobStore;
import chappe.scheduler.store.Watermarks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves the watermarks to where the group has committed, removes what no redelivery asks for any
/// more, and counts what is due. Not thread-safe: one loop's.
final class Upkeep implements Loop.Step {
  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration PACE = Duration.ofSeconds(5);
  private static final int SWEPT = 10_000;

  private final Admin admin;
  private final String group;
  private final UUID topic;
  private final JobStore store;
  private final Watermarks watermarks;
  private final DoubleConsumer due;
  private final InstantSource clock;
  private final Patience patience = new Patience();

  /// @param topic the id of `chappe.schedules`
  /// @param due told how many jobs are due and have not fired
  Upkeep(
      Admin admin,
      String group,
      UUID topic,
      JobStore store,
      Watermarks watermarks,
      DoubleConsumer due,
      InstantSource clock) {
    this.admin = admin;
    this.group = group;
    this.topic = topic;
    this.store = store;
    this.watermarks = watermarks;
    this.due = due;
    this.clock = clock;
  }

  @Override
  public Duration runOnce() throws InterruptedException {
    try {
      var committed = committed();
      patience.until(
          () -> {
            watermarks.advance(topic, committed);
            return true;
          });
    } catch (ExecutionException e) {
      log.atWarn()
          .addKeyValue("error_type", e.getClass().getName())
          .log("the group's offsets cannot be read; rows of jobs that are over stay meanwhile");
    }
    due.accept(patience.until(() -> store.due(clock.instant())));
    return patience.until(() -> store.sweep(SWEPT)) < SWEPT ? PACE : Duration.ZERO;
  }

  private Map<Integer, Long> committed() throws InterruptedException, ExecutionException {
    return admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get()
        .entrySet()
        .stream()
        .filter(it -> it.getValue() != null)
        .filter(it -> it.getKey().topic().equals(Topic.SCHEDULES.topicName()))
        .collect(Collectors.toMap(it -> it.getKey().partition(), it -> it.getValue().offset()));
  }
}
