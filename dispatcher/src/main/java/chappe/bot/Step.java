// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

/// Where a conversation goes after an answer. Immutable.
///
/// @param <S> the conversation's state
public sealed interface Step<S> {
  /// On to another state, whose question is asked now.
  record Next<S>(S state) implements Step<S> {}

  /// The same state: the answer did not do, and the handler has said so.
  record Stay<S>() implements Step<S> {}

  /// Back to the state before, whose question is asked again; from the first one to itself.
  record Back<S>() implements Step<S> {}

  /// The conversation is over, and its state forgotten.
  record End<S>() implements Step<S> {}

  static <S> Step<S> next(S state) {
    return new Next<>(state);
  }

  static <S> Step<S> stay() {
    return new Stay<>();
  }

  static <S> Step<S> back() {
    return new Back<>();
  }

  static <S> Step<S> end() {
    return new End<>();
  }
}
