// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import java.time.Duration;

/// The one place where the simulator sleeps: a fault makes an answer late.
final class Pause {
  private Pause() {}

  static void of(Duration wait) throws InterruptedException {
    if (wait.isPositive()) {
      Thread.sleep(wait);
    }
  }
}
