// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.people;

/// What PostgreSQL can keep of a text.
final class Texts {
  private static final int SHORTEST = 3;
  private static final int LONGEST = 32;

  private Texts() {}

  /// A username of 3 to 32 characters; empty for any other text.
  static String username(String text) {
    return text.length() < SHORTEST || text.length() > LONGEST ? "" : storable(text);
  }

  /// The text without the one character that no column takes.
  static String storable(String text) {
    return text.replace("\0", "");
  }
}
