// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.firing;

import java.util.concurrent.TimeUnit;

/// How long before its moment a job is decided: about twice as long as deciding has lately taken.
/// Not thread-safe.
final class Lead {
  private static final long LEAST_MILLIS = 4;
  private static final long MOST_MILLIS = 50;
  private static final double WEIGHT = 0.1;

  private double typical = TimeUnit.MILLISECONDS.toNanos(5);

  void took(long nanos) {
    typical += (nanos - typical) * WEIGHT;
  }

  long millis() {
    long wanted = TimeUnit.NANOSECONDS.toMillis((long) (2 * typical)) + 2;
    return Math.clamp(wanted, LEAST_MILLIS, MOST_MILLIS);
  }
}
