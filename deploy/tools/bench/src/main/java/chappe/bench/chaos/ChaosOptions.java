// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import java.time.Duration;

/// How much chaos. Immutable.
///
/// @param duration how long faults happen; the line's start and its draining come on top
/// @param seed what the faults and the load are drawn from: the same seed, the same schedule
/// @param instances how many workers at the start, 2 to [Schedule#SLOTS]
/// @param rate inputs a second
/// @param tampering what the auditor is shown wrongly, to see that it notices
public record ChaosOptions(
    Duration duration, long seed, int instances, int rate, Tampering tampering) {
  private static final Duration SHORTEST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int MOST = 5_000;

  public ChaosOptions {
    if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("chaos takes between half a minute and a day");
    }
    if (rate < 1 || rate > MOST) {
      throw new IllegalArgumentException("between 1 and %d records a second".formatted(MOST));
    }
    if (instances < Schedule.FEWEST || instances > Schedule.SLOTS) {
      throw new IllegalArgumentException(
          "between %d and %d instances".formatted(Schedule.FEWEST, Schedule.SLOTS));
    }
  }
}
