// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.peer;

import java.time.Duration;

/// A handler that waits: the one place of this module that sleeps.
final class Pause {
  private Pause() {}

  static void of(Duration time) throws InterruptedException {
    Thread.sleep(time);
  }
}
