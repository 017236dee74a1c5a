// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Limit;
import java.time.Duration;

/// Counts how often something happens. Thread-safe.
interface Limits {
  /// One bot's limit under a key.
  Limit of(String bot, String key);

  /// Checks what a limit is made of.
  ///
  /// @throws IllegalArgumentException where it is no limit
  static void check(int cost, int most, Duration window) {
    if (most < 1 || cost < 1 || cost > most) {
      throw new IllegalArgumentException(
          "a limit must be at least 1, and a cost from 1 to the limit");
    }
    if (!window.isPositive() || window.compareTo(Duration.ofDays(31)) > 0) {
      throw new IllegalArgumentException("a window must be over zero and at most 31 days");
    }
  }
}
