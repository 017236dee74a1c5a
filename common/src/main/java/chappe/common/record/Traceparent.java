// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/// Values of the `traceparent` header (W3C Trace Context, version 00). Pure but for its randomness;
/// thread-safe.
public final class Traceparent {
  private static final String FORM = "00-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxx-xx";
  private static final int SPAN_AT = 36;
  private static final int FLAGS_AT = 52;

  private Traceparent() {}

  /// The first span of a new trace.
  public static String fresh() {
    return "00-" + hex() + hex() + "-" + hex() + "-01";
  }

  /// A span of the same trace as a parent's; a new trace where the parent is no valid value.
  public static String childOf(String parent) {
    return isValid(parent)
        ? parent.substring(0, SPAN_AT) + hex() + parent.substring(FLAGS_AT)
        : fresh();
  }

  /// By hand, because a regular expression would cost more than the rest of an output's headers.
  private static boolean isValid(String value) {
    if (value.length() != FORM.length()) {
      return false;
    }
    for (int at = 0; at < FORM.length(); at++) {
      char expected = FORM.charAt(at);
      char present = value.charAt(at);
      boolean digit = (present >= '0' && present <= '9') || (present >= 'a' && present <= 'f');
      if (expected == 'x' ? !digit : present != expected) {
        return false;
      }
    }
    return true;
  }

  private static String hex() {
    long random = ThreadLocalRandom.current().nextLong();
    return HexFormat.of().toHexDigits(random == 0 ? 1 : random);
  }
}
