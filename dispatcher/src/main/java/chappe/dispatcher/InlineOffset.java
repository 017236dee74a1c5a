// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import java.util.Optional;
import java.util.regex.Pattern;

/// Where the next page of results begins, as Telegram hands it back: at most 64 bytes. Immutable.
///
/// @param token of the results
/// @param from how many came before
record InlineOffset(String token, int from) {
  private static final Pattern SHAPE = Pattern.compile("([A-Za-z0-9_-]{22}):(\\d{1,6})");

  /// Empty where it is none of ours.
  static Optional<InlineOffset> parse(String text) {
    var matcher = SHAPE.matcher(text);
    return matcher.matches()
        ? Optional.of(new InlineOffset(matcher.group(1), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return token + ":" + from;
  }
}
