// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot.form;

import java.util.List;

/// What a question makes of an answer. Immutable.
///
/// @param <T> what it asks for
public sealed interface Reading<T> {
  /// The answer does.
  record Good<T>(T value) implements Reading<T> {}

  /// The answer does not do: the person reads why, and is asked again.
  ///
  /// @param key of the text that says so ([chappe.bot.Context#localized])
  /// @param arguments of that text
  record Bad<T>(String key, List<Object> arguments) implements Reading<T> {
    public Bad {
      arguments = List.copyOf(arguments);
    }
  }

  static <T> Reading<T> good(T value) {
    return new Good<>(value);
  }

  static <T> Reading<T> bad(String key, Object... arguments) {
    return new Bad<>(key, List.of(arguments));
  }
}
