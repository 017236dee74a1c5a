// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.health;

/// Requests and errors of the last five minutes, second by second. Not thread-safe.
final class Window {
  static final int SECONDS = 300;

  private final long[] second = new long[SECONDS];
  private final long[] requests = new long[SECONDS];
  private final long[] errors = new long[SECONDS];

  /// @param requests how many
  /// @param errors how many of them were errors
  record Count(long requests, long errors) {
    double errorRate() {
      return requests == 0 ? 0 : (double) errors / requests;
    }
  }

  /// @param now in seconds, never below 0
  void add(long now, boolean error) {
    int slot = (int) (now % SECONDS);
    if (second[slot] != now) {
      second[slot] = now;
      requests[slot] = 0;
      errors[slot] = 0;
    }
    requests[slot]++;
    errors[slot] += error ? 1 : 0;
  }

  /// What the last seconds brought, the current one included.
  ///
  /// @param last at most [#SECONDS]
  Count of(long now, int last) {
    long sum = 0;
    long failed = 0;
    for (int slot = 0; slot < SECONDS; slot++) {
      if (second[slot] > now - last && second[slot] <= now) {
        sum += requests[slot];
        failed += errors[slot];
      }
    }
    return new Count(sum, failed);
  }
}
