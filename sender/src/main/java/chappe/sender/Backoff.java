// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import java.time.Duration;

/// How long to wait before a call is made again: arithmetic only. Immutable.
///
/// @param base the pause after the first failure, doubled after each further one
/// @param cap the longest pause before jitter
/// @param jitter the part by which a pause may be longer or shorter, 0 to 1
record Backoff(Duration base, Duration cap, double jitter) {
  static final Backoff USUAL = new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(60), 0.3);

  /// The pause after a number of failures in a row.
  ///
  /// @param failures at least 1
  /// @param random from 0 (inclusive) to 1
  Duration after(int failures, double random) {
    // 30 doublings of any base are beyond every cap
    long doubled = base.toMillis() << Math.min(failures - 1, 30);
    long pause = Math.min(doubled, cap.toMillis());
    return Duration.ofMillis(Math.round(pause * (1 + jitter * (2 * random - 1))));
  }

  /// The pause that Telegram asked for, never shorter: the jitter only keeps those who were refused
  /// together from coming back together. At most a second is added.
  Duration asked(Duration pause, double random) {
    return pause.plusMillis(Math.round(Math.min(pause.toMillis() * jitter, 1000) * random));
  }
}
