// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.ingress;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Waits for something to come true.
///
/// @param nanos monotonic clock
record Awaited(LongSupplier nanos) {
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// @return the seconds that it took
  /// @throws IllegalStateException where it does not come true within two minutes
  double until(String what, BooleanSupplier condition) {
    long start = nanos.getAsLong();
    while (!condition.getAsBoolean()) {
      if (nanos.getAsLong() - start > PATIENCE.toNanos()) {
        throw new IllegalStateException("waited in vain: " + what);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return (nanos.getAsLong() - start) / 1e9;
  }

  /// Lets time pass.
  void pass(Duration time) {
    long start = nanos.getAsLong();
    while (nanos.getAsLong() - start < time.toNanos()) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
