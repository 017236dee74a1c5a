// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.polling;

import java.time.Duration;

/// How long a poller waits after a failure: 1 s, doubling, at most 60 s. Computes only. Not
/// thread-safe.
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private Duration next = FIRST;

  Duration next() {
    var wait = next;
    var doubled = wait.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return wait;
  }

  void reset() {
    next = FIRST;
  }
}
