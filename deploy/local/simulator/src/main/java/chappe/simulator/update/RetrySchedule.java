// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.update;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// When a refused update goes out again: at once, then after 2, 4, 8, 16 and 32 s, then after 60 to
/// 120 s at random; a `Retry-After` of up to an hour goes before. Pure but for its random.
final class RetrySchedule {
  private static final Duration LONGEST_REQUEST = Duration.ofHours(1);
  private static final int DOUBLINGS = 5;

  private final RandomGenerator random;

  RetrySchedule(RandomGenerator random) {
    this.random = random;
  }

  /// The wait after a failure.
  ///
  /// @param failures how many there have been, this one included, at least 1
  /// @param retryAfter what the answer asked for; zero for nothing
  Duration wait(int failures, Duration retryAfter) {
    if (retryAfter.isPositive()) {
      return retryAfter.compareTo(LONGEST_REQUEST) > 0 ? LONGEST_REQUEST : retryAfter;
    }
    if (failures == 1) {
      return Duration.ZERO;
    }
    return failures - 1 <= DOUBLINGS
        ? Duration.ofSeconds(1L << (failures - 1))
        : Duration.ofMillis(random.nextLong(60_000, 120_001));
  }
}
