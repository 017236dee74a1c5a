// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import java.util.Optional;

/// The state that goes with a record's key, or with its key and one user. It moves exactly once per
/// record: what a handler puts is logged in the round that commits the record, and a failed attempt
/// changes nothing. Confined to the handler's call: not thread-safe, and closed when the call ends.
/// A handler that does not ask for it costs nothing.
public interface Session {
  /// The state as the last record of this key left it; within a call, what was put. The array must
  /// not be changed. The first call may block on the database, and waits where that is away.
  ///
  /// @throws IllegalStateException where the handler's call has ended
  Optional<byte[]> value();

  /// Replaces the state; nothing is written before the call ends.
  ///
  /// @param value JSON, at most 1 MiB
  /// @throws IllegalArgumentException where it is larger or empty
  /// @throws IllegalStateException where the handler's call has ended
  void put(byte[] value);

  /// Forgets the state, so that [#value] is empty.
  ///
  /// @throws IllegalStateException where the handler's call has ended
  void forget();
}
