// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.rest;

import chappe.common.http.Problem;
import chappe.common.json.Json;
import chappe.common.record.Header;
import chappe.common.record.RecordKey;
import chappe.common.record.ScheduleCommand;
import chappe.common.record.Topic;
import chappe.common.record.Traceparent;
import chappe.scheduler.command.Checked;
import chappe.scheduler.store.Job;
import chappe.scheduler.store.JobKey;
import chappe.scheduler.store.JobStore;
import chappe.scheduler.store.Place;
import chappe.scheduler.timing.InvalidJob;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Passes commands from outside on to `chappe.schedules`, so that all commands for a job stand in
/// one line, and waits for what becomes of them. Thread-safe.
final class Desk {
  /// How often and for how long the table is asked whether a command has been carried out.
  private static final long LOOK_MILLIS = 10;

  private static final int LOOKS = 500;

  private final Producer<String, byte[]> producer;
  private final JobStore store;
  private final InstantSource clock;

  /// Never counted down: what waits on it waits for its time, or for an interrupt.
  private final CountDownLatch interrupted = new CountDownLatch(1);

  Desk(Producer<String, byte[]> producer, JobStore store, InstantSource clock) {
    this.producer = producer;
    this.store = store;
    this.clock = clock;
  }

  /// What became of a command.
  sealed interface Outcome {
    /// It is carried out.
    ///
    /// @param found whether there was a job
    /// @param job as it is now; empty where it is over
    record Done(boolean found, Optional<Job> job) implements Outcome {}

    /// It stands in the log, and will be carried out.
    record Pending() implements Outcome {}
  }

  /// Checks a command and passes it on; blocks until it is carried out, for 5 s at most.
  ///
  /// @throws Problem where it cannot be carried out, or Kafka is away
  Outcome command(RecordKey key, ScheduleCommand command) throws InterruptedException {
    Instant now = clock.instant();
    check(key, command, now);
    Place place = send(key, command, now);
    var job = new JobKey(key.toString(), Optional.ofNullable(command.job()).orElse(""));
    for (int look = 0; look < LOOKS; look++) {
      var row = store.find(job);
      if (row.filter(place::isSettledBy).isPresent()) {
        return new Outcome.Done(row.get().found(), row.filter(it -> !it.isOver()));
      }
      boolean _ = interrupted.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
    return new Outcome.Pending();
  }

  /// Passes a command on that changes no row.
  void send(RecordKey key, ScheduleCommand command) throws InterruptedException {
    Instant now = clock.instant();
    check(key, command, now);
    var _ = send(key, command, now);
  }

  private void check(RecordKey key, ScheduleCommand command, Instant now) {
    try {
      var _ = Checked.of(key.toString(), command, new Place(0, 0, false), now, now);
      if (command.when() != null) {
        store.checkRoom(new JobKey(key.toString(), String.valueOf(command.job())));
      }
    } catch (InvalidJob e) {
      throw new Problem(422, String.valueOf(e.getMessage()));
    }
  }

  private Place send(RecordKey key, ScheduleCommand command, Instant now)
      throws InterruptedException {
    var headers =
        Header.of(
            key.bot(),
            "%s:rest:%s".formatted(key.bot(), UUID.randomUUID()),
            ScheduleCommand.TYPE,
            now.toEpochMilli(),
            Traceparent.fresh());
    try {
      var written =
          producer
              .send(
                  new ProducerRecord<>(
                      Topic.SCHEDULES.topicName(),
                      null,
                      key.toString(),
                      Json.bytes(command),
                      headers))
              .get();
      return new Place(written.partition(), written.offset(), false);
    } catch (ExecutionException e) {
      throw new Problem(503, "Kafka does not take the command; nothing was done");
    }
  }
}
