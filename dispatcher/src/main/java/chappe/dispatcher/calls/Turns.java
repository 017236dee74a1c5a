// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher.calls;

import java.time.Duration;
import java.util.OptionalLong;

/// Who may go when: turns at an even pace, given in the order in which they are asked for.
/// Thread-safe; only computes.
final class Turns {
  private final long interval;
  private OptionalLong next = OptionalLong.empty();

  /// @param perSecond at least 1
  Turns(int perSecond) {
    interval = Duration.ofSeconds(1).toNanos() / perSecond;
  }

  /// Takes the next turn.
  ///
  /// @param now monotonic nanoseconds
  /// @return how long to wait for it
  synchronized Duration take(long now) {
    // Differences, because a monotonic clock may wrap around.
    long wait = next.isPresent() ? Math.max(0, next.getAsLong() - now) : 0;
    next = OptionalLong.of(now + wait + interval);
    return Duration.ofNanos(wait);
  }
}
