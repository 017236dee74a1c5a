// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.util.Optional;

/// What the bot remembers of a chat, or of one user in a chat: values by name. It moves exactly
/// once per update: what a handler changes is kept together with what it sends, through crashes and
/// restarts, and a handler that fails has changed nothing. A handler that does not ask for it costs
/// nothing. Not thread-safe; for use within the handler's call.
public interface Session {
  /// A value. The first use of a session may wait for the database.
  ///
  /// @param type any class that Jackson can make from JSON, such as a record
  /// @throws IllegalArgumentException where the value is of another type
  /// @throws IllegalStateException where the handler has ended
  <T> Optional<T> get(String name, Class<T> type);

  /// Sets a value, in place of the one before.
  ///
  /// @param value anything that Jackson can turn into JSON; with all others at most 1 MiB
  /// @throws IllegalStateException where the handler has ended
  void put(String name, Object value);

  /// Removes a value; nothing happens where there is none.
  ///
  /// @throws IllegalStateException where the handler has ended
  void remove(String name);

  /// Removes all values.
  ///
  /// @throws IllegalStateException where the handler has ended
  void clear();
}
