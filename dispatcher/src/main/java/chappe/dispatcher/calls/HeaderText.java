// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher.calls;

/// What may stand in a header. The HTTP client checks it too, but quotes the value, which may be a
/// secret.
final class HeaderText {
  private HeaderText() {}

  /// The value, if it may stand in a header.
  ///
  /// @throws IllegalArgumentException where a character of it may not
  static String checked(String name, String value) {
    if (value.chars().anyMatch(it -> (it < ' ' && it != '\t') || it > 0xff || it == 0x7f)) {
      throw new IllegalArgumentException(
          "the value of the header '" + name + "' has a character that none has");
    }
    return value;
  }
}
