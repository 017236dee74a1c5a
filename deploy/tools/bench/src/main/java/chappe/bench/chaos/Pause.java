// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits: the one place of this package that sleeps.
final class Pause {
  private static final long STEP_MILLIS = 50;

  private Pause() {}

  static void millis(long millis) throws InterruptedException {
    if (millis > 0) {
      Thread.sleep(millis);
    }
  }

  /// Waits until something is so, at most a while.
  ///
  /// @return whether it is
  static boolean until(Duration most, BooleanSupplier condition) throws InterruptedException {
    long started = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - started > most.toNanos()) {
        return false;
      }
      Thread.sleep(STEP_MILLIS);
    }
    return true;
  }
}
