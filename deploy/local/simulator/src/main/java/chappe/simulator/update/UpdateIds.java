// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.update;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/// The numbers of one bot's updates: one by one from a random first, and random again after a week
/// without an update or before two thousand million. Not thread-safe.
final class UpdateIds {
  private static final int LOWEST = 2_000_001;
  private static final int HIGHEST_FIRST = 1_000_000_000;
  private static final int BOUND = 2_000_000_000;
  private static final Duration QUIET = Duration.ofDays(7);

  private final RandomGenerator random;
  private int last;
  private Instant at = Instant.MIN;

  UpdateIds(RandomGenerator random) {
    this.random = random;
  }

  int next(Instant now) {
    boolean afresh = at.equals(Instant.MIN) || now.isAfter(at.plus(QUIET)) || last + 1 >= BOUND;
    last = afresh ? random.nextInt(LOWEST, HIGHEST_FIRST + 1) : last + 1;
    at = now;
    return last;
  }
}
