// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.limit;

import java.util.ArrayDeque;
import java.util.Deque;

/// Counts exactly what happened within the latest stretch of time. Pure: it is told the time. Not
/// thread-safe.
final class SlidingWindow {
  private final Deque<Long> times = new ArrayDeque<>();

  /// How long until so many more fit, 0 for now.
  ///
  /// @param cost at most the limit counts
  long waitNanos(int cost, int limit, long windowNanos, long now) {
    while (!times.isEmpty() && now - times.getFirst() >= windowNanos) {
      times.remove();
    }
    int over = times.size() + Math.min(cost, limit) - limit;
    if (over <= 0) {
      return 0;
    }
    long last = times.stream().skip(over - 1L).findFirst().orElse(now);
    return last + windowNanos - now;
  }

  void add(int cost, long now) {
    for (int one = 0; one < cost; one++) {
      times.add(now);
    }
  }

  boolean idle(long windowNanos, long now) {
    return times.isEmpty() || now - times.getLast() >= windowNanos;
  }
}
