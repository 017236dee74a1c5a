// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

/// What is known of a command beyond the life of a sender.
sealed interface Mark {
  /// Somebody has a slot for it.
  ///
  /// @param slot by the books' clock
  record Reserved(String owner, long slot) implements Mark {}

  /// It was brought to its end.
  record Done(String result) implements Mark {}
}
