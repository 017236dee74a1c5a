// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.time.Duration;

/// How often something may happen, counted in Redis for all instances of the dispatcher together.
/// Where Redis is away everything is allowed, and counted (`chappe_dispatcher_limits_away_total`).
/// Each call counts, also where the handler is called again. Blocks for a moment; not thread-safe.
public interface Limit {
  /// Whether it may happen once more within the window that ends now. Exact: two calls in one
  /// second are two, and one that is refused does not count.
  ///
  /// @param most at least 1
  /// @param window over zero, at most 31 days
  boolean allow(int most, Duration window);

  /// Takes tokens from a bucket that holds `most` and is filled up again within a window, evenly.
  ///
  /// @param cost 1 to `most`
  /// @param most at least 1
  /// @param window over zero, at most 31 days
  Taken take(int cost, int most, Duration window);

  /// What became of it.
  enum Taken {
    ALLOWED,
    /// Refused for the first time within a window: the moment to say so.
    REFUSED,
    /// Refused again.
    REFUSED_AGAIN
  }
}
