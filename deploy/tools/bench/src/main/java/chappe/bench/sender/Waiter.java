// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.sender;

import java.time.Duration;

/// Waits for what happens in other processes: the one place of this package that sleeps.
final class Waiter {
  private Waiter() {}

  static void pause(Duration time) throws InterruptedException {
    Thread.sleep(time);
  }
}
