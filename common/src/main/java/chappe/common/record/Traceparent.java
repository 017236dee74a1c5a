// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/// Values of the `traceparent` header (W3C Trace Context, version 00). Pure but for its randomness;
/// thread-safe.
public final class Traceparent {
  private static final Pattern FORM = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
  private static final int SPAN_AT = 36;
  private static final int FLAGS_AT = 52;

  private Traceparent() {}

  /// The first span of a new trace.
  public static String fresh() {
    return "00-" + hex() + hex() + "-" + hex() + "-01";
  }

  /// A span of the same trace as a parent's; a new trace where the parent is no valid value.
  public static String childOf(String parent) {
    return FORM.matcher(parent).matches()
        ? parent.substring(0, SPAN_AT) + hex() + parent.substring(FLAGS_AT)
        : fresh();
  }

  private static String hex() {
    long random = ThreadLocalRandom.current().nextLong();
    return HexFormat.of().toHexDigits(random == 0 ? 1 : random);
  }
}
