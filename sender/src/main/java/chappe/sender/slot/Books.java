// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import java.time.Duration;
import java.util.Map;

/// Where slots and marks are kept, for all senders of the bots. Thread-safe; blocks for a moment.
interface Books extends AutoCloseable {
  /// Answers all requests, in their order, at one moment.
  ///
  /// @throws BooksAwayException where it is not known whether anything was reserved
  Answers reserve(Batch batch);

  /// Writes down what became of commands.
  ///
  /// @param results by the command's id
  void done(String bot, Map<String, String> results);

  /// Takes back the mark of a command that was surely not carried out, and will wait for long.
  void free(String bot, String id);

  /// Telegram has refused a chat for a while; all senders are told.
  ///
  /// @param chat empty for the whole bot, whose replies then share its rate for some minutes
  void pause(String bot, String chat, Duration time);

  /// Whether commands of a chat and rank have to go behind those that are parked.
  void parked(String bot, String chat, Rank rank, boolean whether);

  @Override
  void close();
}
