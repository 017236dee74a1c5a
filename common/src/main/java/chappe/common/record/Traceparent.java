// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.concurrent.ThreadLocalRandom;

/// Values of the `traceparent` header (W3C Trace Context, version 00). Pure but for its randomness;
/// thread-safe.
public final class Traceparent {
  private static final byte[] FORM =
      "00-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxx-01".getBytes(US_ASCII);
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(US_ASCII);
  private static final boolean[] IS_DIGIT = new boolean[128];
  private static final int TRACE_AT = 3;
  private static final int HALF = 16;
  private static final int SPAN_AT = 36;
  private static final int FLAGS_AT = 53;

  static {
    for (byte digit : DIGITS) {
      IS_DIGIT[digit] = true;
    }
  }

  private Traceparent() {}

  /// The first span of a new trace.
  public static byte[] fresh() {
    byte[] value = FORM.clone();
    random(value, TRACE_AT);
    random(value, TRACE_AT + HALF);
    random(value, SPAN_AT);
    return value;
  }

  /// A span of the same trace as a parent's; a new trace where the parent is no valid value.
  public static byte[] childOf(byte[] parent) {
    if (!isValid(parent)) {
      return fresh();
    }
    byte[] value = parent.clone();
    random(value, SPAN_AT);
    return value;
  }

  /// By hand, because a regular expression would cost more than the rest of an output's headers.
  private static boolean isValid(byte[] value) {
    if (value.length != FORM.length) {
      return false;
    }
    for (int at = 0; at < FORM.length; at++) {
      boolean free = FORM[at] == 'x' || at >= FLAGS_AT;
      if (free ? !isDigit(value[at]) : value[at] != FORM[at]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(byte value) {
    return value >= 0 && IS_DIGIT[value];
  }

  /// Sixteen hexadecimal digits, never all zero.
  private static void random(byte[] value, int from) {
    long random = ThreadLocalRandom.current().nextLong();
    long bits = random == 0 ? 1 : random;
    for (int at = from + HALF - 1; at >= from; at--) {
      value[at] = DIGITS[(int) (bits & 0xF)];
      bits >>>= 4;
    }
  }
}
