// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

/// What a person may do with a bot, from the least to the most.
public enum Role {
  USER,
  MODERATOR,
  ADMIN;

  /// Whether it is this role or a higher one.
  public boolean isAtLeast(Role other) {
    return compareTo(other) >= 0;
  }
}
