// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.store;

import chappe.common.record.ScheduleCommand.Missed;
import chappe.scheduler.store.Job.State;
import java.time.Instant;
import java.util.Optional;

/// What a command makes of a job: pure.
///
/// @param written the row as it is to be written; empty: it stays as it is
record Transition(Optional<Job> written, Applied applied) {
  /// @param before the row as it stands, where there is one
  static Transition of(Optional<Job> before, Change change) {
    if (before.isPresent() && change.place().isSettledBy(before.get())) {
      Job row = before.get();
      return new Transition(Optional.empty(), done(row.found(), row));
    }
    if (before.filter(it -> it.state() == State.FIRING).isPresent()) {
      return new Transition(Optional.empty(), new Applied.Busy());
    }
    return of(change, before.filter(it -> !it.isOver()));
  }

  private static Transition of(Change change, Optional<Job> live) {
    Optional<Job> after =
        switch (change.action()) {
          case SCHEDULE -> change.made();
          case REPLACE -> live.flatMap(_ -> change.made());
          case CANCEL -> live.map(it -> it.with(State.ENDED, Optional.empty()));
          case PAUSE -> live.map(it -> it.with(State.PAUSED, Optional.empty()));
          case RESUME -> live.map(it -> resumed(it, change.now()));
          case RUN_NOW, LIST -> throw new IllegalArgumentException("changes nothing");
        };
    Job row = after.orElseGet(() -> none(change)).answered(change.place(), live.isPresent());
    return new Transition(Optional.of(row), done(live.isPresent(), row));
  }

  private static Job resumed(Job job, Instant now) {
    if (job.state() != State.PAUSED) {
      return job;
    }
    var next = job.schedule().resumed(now);
    return job.with(next.isPresent() ? State.WAITING : State.ENDED, next);
  }

  /// A row that says that there is no job.
  private static Job none(Change change) {
    return new Job(
        change.key(),
        change.place().version(),
        change.place().partition(),
        change.place().offset(),
        false,
        State.ENDED,
        Optional.empty(),
        0,
        false,
        Missed.ONCE,
        0,
        change.now(),
        Job.NOTHING,
        Job.NOTHING);
  }

  private static Applied done(boolean found, Job row) {
    return new Applied.Done(found, row.isOver() ? Optional.empty() : Optional.of(row));
  }
}
