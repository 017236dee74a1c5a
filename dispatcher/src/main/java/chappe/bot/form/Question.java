// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot.form;

import java.util.List;

/// How an answer is read and checked. [Questions] has the usual ones. Thread-safe.
///
/// @param <T> what is asked for: the type of the record's component
@FunctionalInterface
public interface Question<T> {
  /// Reads an answer; never blocks.
  ///
  /// @param answer the text, or the number of a contact that was sent; without blanks around it
  Reading<T> read(String answer);

  /// What a person may choose from, for buttons; empty: anything may be typed.
  default List<String> choices() {
    return List.of();
  }
}
