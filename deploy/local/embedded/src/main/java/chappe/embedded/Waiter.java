// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.embedded;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for what happens outside of this JVM: the one place of this module that reads a clock and
/// sleeps.
final class Waiter {
  private static final Duration STEP = Duration.ofMillis(20);

  private Waiter() {}

  /// Returns as soon as the condition holds; false if the time is over or the thread was
  /// interrupted, whose flag is then kept.
  static boolean until(Duration atMost, BooleanSupplier condition) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      try {
        Thread.sleep(STEP);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
