// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Where a command waits before its next attempt; the seam for time.
@FunctionalInterface
interface Waiter {
  /// Blocks for the duration.
  ///
  /// @throws InterruptedException where the sender stops or the thread is interrupted: the command
  ///   is not finished, and is taken up again at the next start
  void pause(Duration duration) throws InterruptedException;

  /// Waits in earnest, until it is told to stop: then every pause, begun or to come, ends at once,
  /// while calls that are under way go on. Thread-safe.
  final class UntilStopped implements Waiter {
    private final CountDownLatch stop = new CountDownLatch(1);

    @Override
    public void pause(Duration duration) throws InterruptedException {
      if (stop.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new InterruptedException("the sender stops");
      }
    }

    void stop() {
      stop.countDown();
    }
  }
}
