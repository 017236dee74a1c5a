// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import java.util.Optional;

/// Takes what a handler emits for one record. Nothing leaves before the record's own round is
/// committed, [#early] records excepted. Confined to the handler's call: not thread-safe, and
/// closed when the call ends.
public interface Emitter {
  /// The session of the record's key, the same at every call; only for records in their key's own
  /// queue.
  ///
  /// @throws IllegalStateException where the consumer has no [Storage] or the call has ended
  Session session();

  /// The session of one user within the record's key, the same at every call.
  ///
  /// @throws IllegalStateException where the consumer has no [Storage] or the call has ended
  Session session(long user);

  /// The state of the key's session as the last committed round left it: all that a record sees of
  /// it which has a queue apart from its key's ([ConsumerOptions#transactional]).
  ///
  /// @throws IllegalStateException where the consumer has no [Storage] or the call has ended
  Optional<byte[]> committedSession();

  /// Which other sessions there are.
  ///
  /// @throws IllegalStateException where the consumer has no [Storage] or the call has ended
  default SessionDirectory directory() {
    throw new IllegalStateException("there are no sessions here");
  }

  /// Emits a record with the next id `{received id}:{n}`, n from 1.
  ///
  /// @return the record's id
  /// @throws IllegalArgumentException where the record is over 2 MiB
  /// @throws IllegalStateException where the handler's call has ended
  String emit(Topic topic, RecordKey key, String type, byte[] value);

  /// Emits a record with an id of its own, which must be unique and the same at every attempt.
  ///
  /// @throws IllegalArgumentException where the record is over 2 MiB
  /// @throws IllegalStateException where the handler's call has ended
  void emitAs(String id, Topic topic, RecordKey key, String type, byte[] value);

  /// Sends a record in the next round, while the handler goes on: a sign of life, a progress. Its
  /// id is `{received id}:early:{n}`, n from 1 in each attempt. It stands even where the attempt
  /// fails, and may appear again, with the same id, where the record is handled again.
  ///
  /// @throws IllegalArgumentException where the record is over 2 MiB
  /// @throws IllegalStateException where the handler's call has ended
  void early(Topic topic, RecordKey key, String type, byte[] value);
}
