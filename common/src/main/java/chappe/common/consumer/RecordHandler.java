// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import java.util.Optional;

/// What a service does with one record.
@FunctionalInterface
public interface RecordHandler {
  /// Handles a record on a virtual thread of its own; it may block. Records of one queue come
  /// strictly one after the other, those of different queues at once. What it emits leaves only
  /// when it returns, together with the record's offset.
  ///
  /// @throws Exception to be called again after a back-off, and dead-lettered after the last
  ///   attempt; what it emitted in a failed attempt is dropped
  void handle(Received received, Emitter emitter) throws Exception;

  /// Whether the later records of its key shall wait, in the database, until this one, which has
  /// failed for the last time, is retried or dropped. Asked where the consumer has [Storage] and
  /// commits in transactions.
  default boolean parks(Received received) {
    return false;
  }

  /// Who is told of records before their turn; asked once, when the consumer starts.
  default Optional<Arrivals> arrivals() {
    return Optional.empty();
  }

  /// Told once when the consumer stops: nothing is started any more, and what is being handled has
  /// the drain time to end. A handler that waits for something may give up, by throwing: its record
  /// then counts as not handled and comes again at the next start.
  default void stopping() {}
}
