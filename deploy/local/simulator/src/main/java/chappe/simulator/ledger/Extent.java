// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.ledger;

import java.time.Duration;

/// How many calls meet a fault. Immutable.
///
/// @param count how many at most
/// @param percent how many of a hundred, above 0 to 100; which ones is drawn
/// @param lasting how long from its switching on, zero for as long as it takes
/// @param seed of the drawing, so that it can be repeated
public record Extent(int count, double percent, Duration lasting, long seed) {
  /// The next call.
  public static final Extent ONCE = new Extent(1, 100, Duration.ZERO, 0);

  /// Without an end by number.
  public static final int ANY = Integer.MAX_VALUE;

  public Extent {
    if (count < 1 || !(percent > 0 && percent <= 100) || lasting.isNegative()) {
      throw new IllegalArgumentException(
          "a fault needs a count from 1, a percentage above 0 to 100 and seconds from 0");
    }
  }

  Extent count(int calls) {
    return new Extent(calls, percent, lasting, seed);
  }

  Extent percent(double share, long drawnFrom) {
    return new Extent(count == 1 ? ANY : count, share, lasting, drawnFrom);
  }

  Extent lasting(Duration time) {
    return new Extent(count == 1 ? ANY : count, percent, time, seed);
  }
}
