// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.record.RecordKey;
import chappe.common.record.Topic;

/// Sends one record for another that waits behind its queue or is being handled. Thread-safe; never
/// blocks.
@FunctionalInterface
public interface OutOfTurn {
  /// Emits a record with the id `{received id}:early:0` in the next round. After a crash it may
  /// appear again, with the same id. A second call has no effect, and neither has a call after the
  /// record's partition has left.
  ///
  /// @throws IllegalArgumentException where the record is over 2 MiB
  void emit(Topic topic, RecordKey key, String type, byte[] value);
}
