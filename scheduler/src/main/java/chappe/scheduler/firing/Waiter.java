// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.firing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Lets time pass. Thread-safe.
final class Waiter {
  private static final Duration STEP = Duration.ofMillis(5);
  private static final int STEPS = 500;

  /// Blocks for the duration.
  void pause(Duration duration) throws InterruptedException {
    Thread.sleep(duration);
  }

  /// Blocks until something is so, for two and a half seconds at most.
  void until(BooleanSupplier condition) throws InterruptedException {
    for (int step = 0; step < STEPS && !condition.getAsBoolean(); step++) {
      pause(STEP);
    }
  }
}
