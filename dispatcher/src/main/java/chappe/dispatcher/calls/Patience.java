// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher.calls;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How time is told and let pass between calls: the seam that a test replaces. Thread-safe.
///
/// @param nanos a monotonic clock
/// @param waiting blocks the caller
public record Patience(LongSupplier nanos, Wait waiting) {
  /// Lets time pass.
  @FunctionalInterface
  public interface Wait {
    void pass(Duration duration) throws InterruptedException;
  }

  long now() {
    return nanos.getAsLong();
  }

  void pass(Duration duration) throws InterruptedException {
    if (duration.isPositive()) {
      waiting.pass(duration);
    }
  }
}
