// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

/// A bot: a class with a public constructor without parameters, named in its jar's
/// `META-INF/services/chappe.bot.Bot`.
///
/// One object serves all chats, and handlers of different chats run at once: what a bot keeps in
/// its fields must be thread-safe, is lost at a restart and is not shared with other instances.
public interface Bot {
  /// The bot's name on the line: its part of every key and of the address of its webhook. It is
  /// none of Telegram's names.
  ///
  /// @return 1 to 32 of `a-z 0-9 _ -`, the same at every start
  default String name() {
    return "demo";
  }

  /// Called once before [#configure]; may block. What it throws stops the dispatcher with one line.
  default void start(BotServices services) {}

  /// Says what the bot answers to. Called once, after [#start]; afterwards the routes are fixed.
  /// What it throws stops the dispatcher with one line.
  void configure(Routes on);
}
