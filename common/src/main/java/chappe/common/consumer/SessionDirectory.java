// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.record.RecordKey;
import java.util.Optional;
import java.util.Set;

/// Which sessions there are beside the record's own. Everything here blocks on the database and
/// waits where that is away. It looks through all sessions of the group, [#of] excepted, so it is
/// for what happens rarely: a person who is forgotten, a group that becomes another.
public interface SessionDirectory {
  /// The users who have a session within the record's key, exactly.
  ///
  /// @throws IllegalStateException where the handler's call has ended
  Set<Long> users();

  /// The keys of a bot in which a user has a session, as of some tenths of a second ago.
  ///
  /// @throws IllegalStateException where the handler's call has ended
  Set<RecordKey> keysOf(String bot, long user);

  /// The state of another key's session, as of some tenths of a second ago.
  ///
  /// @throws IllegalStateException where the handler's call has ended
  Optional<byte[]> of(RecordKey key);
}
