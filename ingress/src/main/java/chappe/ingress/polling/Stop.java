// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.polling;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The end of loops, and the waiting of those that wait for it. Thread-safe; requested twice it is
/// requested once.
final class Stop {
  private final CountDownLatch requested = new CountDownLatch(1);

  void request() {
    requested.countDown();
  }

  boolean requested() {
    return requested.getCount() == 0;
  }

  /// Waits, but no longer than until the stop.
  ///
  /// @return whether it is time to stop
  boolean within(Duration wait) throws InterruptedException {
    return requested.await(wait.toNanos(), TimeUnit.NANOSECONDS);
  }
}
