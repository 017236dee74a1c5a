// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.update;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// A fresh W3C trace context for an update: the line's trace begins at the door. Telegram sends no
/// context of its own, and one of a stranger would be theirs to choose.
final class Traceparent {
  private static final HexFormat HEX = HexFormat.of();

  private Traceparent() {}

  /// Version 00, random trace and parent ids, sampled.
  static String fresh(RandomGenerator random) {
    // an id of zeros only is invalid: one bit is always set
    return "00-"
        + HEX.toHexDigits(random.nextLong() | 1)
        + HEX.toHexDigits(random.nextLong())
        + "-"
        + HEX.toHexDigits(random.nextLong() | 1)
        + "-01";
  }
}
