// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.timing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The moments at which a job fires, without start, end and number. Immutable.
sealed interface Timing permits Timing.Once, Timing.Rate, Timing.Pause, Calendar {
  /// The first moment after another; empty where there is none.
  ///
  /// @param after of a job with a pause: when it was last released
  Optional<Instant> next(Instant after);

  /// At one moment.
  record Once(Instant at) implements Timing {
    @Override
    public Optional<Instant> next(Instant after) {
      return at.isAfter(after) ? Optional.of(at) : Optional.empty();
    }
  }

  /// At a moment and at every interval from then on.
  record Rate(Instant first, Duration interval) implements Timing {
    @Override
    public Optional<Instant> next(Instant after) {
      if (first.isAfter(after)) {
        return Optional.of(first);
      }
      long passed = Duration.between(first, after).dividedBy(interval);
      return Optional.of(first.plus(interval.multipliedBy(passed + 1)));
    }
  }

  /// At a moment, and then so long after each release.
  record Pause(Instant first, Duration pause) implements Timing {
    @Override
    public Optional<Instant> next(Instant after) {
      return Optional.of(first.isAfter(after) ? first : after.plus(pause));
    }
  }
}
