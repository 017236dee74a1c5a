// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.store;

import chappe.common.json.Json;
import chappe.common.record.ScheduleCommand.Firing;
import chappe.common.record.ScheduleCommand.Missed;
import chappe.common.record.ScheduleCommand.When;
import chappe.scheduler.timing.InvalidJob;
import chappe.scheduler.timing.Schedule;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// A job as its row has it. Immutable.
///
/// @param version of the command that made it: part of the ids of its firings
/// @param partition of its last command
/// @param position the offset of its last command
/// @param found whether its last command found a job
/// @param due when it fires next; empty while it is paused, and when it is over
/// @param lease the token of the instance that holds it; 0: none
/// @param missed what becomes of missed firings
/// @param fired how often it has fired
/// @param commanded when the command that made it was given
/// @param timing JSON of [When]
/// @param fires JSON of [Firing]
public record Job(
    JobKey key,
    String version,
    int partition,
    long position,
    boolean found,
    State state,
    Optional<Instant> due,
    long lease,
    boolean repeats,
    Missed missed,
    long fired,
    Instant commanded,
    String timing,
    String fires) {

  /// How it is with a job.
  public enum State {
    /// It will fire.
    WAITING,
    /// It was decided that it fires, and Kafka has not yet acknowledged it: whoever wants to change
    /// it waits.
    FIRING,
    /// It fires no more until it is resumed.
    PAUSED,
    /// It is over, and kept for a while so that a redelivered command finds it.
    ENDED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /// Nothing to fire, of a row that only says that there is no job.
  static final String NOTHING = "{}";

  public boolean isOver() {
    return state == State.ENDED;
  }

  /// When it fires.
  ///
  /// @throws IllegalStateException where the row was not written by us
  public Schedule schedule() {
    try {
      return Schedule.of(Json.read(timing.getBytes(StandardCharsets.UTF_8), When.class), commanded);
    } catch (InvalidJob e) {
      throw new IllegalStateException("a stored job cannot be read: " + e.getMessage(), e);
    }
  }

  /// What it fires.
  public Firing firing() {
    return Json.read(fires.getBytes(StandardCharsets.UTF_8), Firing.class);
  }

  /// When it fires next, also where it is paused; of one that would not fire any more, when it
  /// would have.
  public Instant next(Instant now) {
    return due.or(() -> schedule().resumed(now)).or(() -> schedule().first()).orElse(commanded);
  }

  /// The name of the handler that is told, or the method that is called.
  public String does() {
    var firing = firing();
    var command = firing.command();
    return command != null ? command.method() : String.valueOf(firing.event());
  }

  /// The id of a firing: the same however often it is sent.
  public String firingId(Instant at) {
    return "%s:%s:%s@%d"
        .formatted(
            key.recordKey().substring(0, key.recordKey().indexOf(':')),
            key.job(),
            version,
            at.toEpochMilli());
  }

  Job with(State next, Optional<Instant> due) {
    return new Job(
        key, version, partition, position, found, next, due, 0, repeats, missed, fired, commanded,
        timing, fires);
  }

  Job answered(Place place, boolean there) {
    return new Job(
        key,
        version,
        place.partition(),
        place.offset(),
        there,
        state,
        due,
        lease,
        repeats,
        missed,
        fired,
        commanded,
        timing,
        fires);
  }

  /// The same in the hands of an instance.
  Job heldBy(long token) {
    return new Job(
        key, version, partition, position, found, state, due, token, repeats, missed, fired,
        commanded, timing, fires);
  }

  /// The same after a firing, while it is still held.
  public Job firedUntil(Instant next) {
    return new Job(
        key,
        version,
        partition,
        position,
        found,
        State.WAITING,
        Optional.of(next),
        lease,
        repeats,
        missed,
        fired + 1,
        commanded,
        timing,
        fires);
  }
}
