// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

/// What the books say to one request. Times are microseconds.
sealed interface Answer {
  /// It has a slot, and a mark that says so.
  ///
  /// @param delay until the slot
  /// @param slot by the books' clock
  /// @param chatTime what the chat's time is now, by the books' clock; 0 where no chat was asked
  record Granted(long delay, long slot, long chatTime) implements Answer {}

  /// Not yet: nothing was taken.
  ///
  /// @param delay after which to ask again
  record Later(Reason reason, long delay) implements Answer {}

  /// It was brought to its end before.
  ///
  /// @param result as it was kept
  record Done(String result) implements Answer {}

  /// A sender that died had a slot for it which had begun: it may have been sent.
  record Ambiguous() implements Answer {}

  /// Others of its chat and lane are parked: it belongs behind them.
  record Parked() implements Answer {}

  /// Why not yet.
  enum Reason {
    /// The bot or the chat is paused, since Telegram asked for it.
    PAUSE,
    /// The chat's next message is not due.
    CHAT,
    /// The bot's slots within the horizon are given away.
    HORIZON,
    /// Another sender that is alive has it.
    HELD
  }
}
