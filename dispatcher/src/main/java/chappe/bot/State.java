// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.util.Optional;
import java.util.function.UnaryOperator;

/// One typed value of a session, for bots whose memory is a record of their own. It moves exactly
/// once per update: what a handler puts here counts when the handler returns. Not for other threads
/// than the handler's.
///
/// A value that cannot be read, since a deploy has changed the type, is kept aside in the session
/// with a warning in the log, and the value is empty.
///
/// @param <T> a record, or any class that Jackson can write and read; a sealed interface of records
///   as well
public interface State<T> {
  /// The value; empty where nothing was put yet. The first use of a session may wait for the
  /// database.
  Optional<T> value();

  /// Sets the value, in place of the one before.
  ///
  /// @throws IllegalStateException where the handler has ended
  void put(T value);

  /// Changes the value.
  ///
  /// @param initial what is changed where there is nothing yet
  /// @return the value as it is now
  default T change(T initial, UnaryOperator<T> change) {
    T changed = change.apply(value().orElse(initial));
    put(changed);
    return changed;
  }

  /// Removes the value; nothing happens where there is none.
  void clear();
}
