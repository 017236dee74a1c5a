// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import org.apache.kafka.common.header.Headers;

/// Sees records when they come to their queue, before their turn: for those that have a deadline.
/// Called on the poll thread: it must not block.
public interface Arrivals {
  /// Whether it is to be told of a record.
  ///
  /// @param headers of the record, not to be changed
  boolean concern(String topic, Headers headers);

  /// A record has come to its queue. It comes again after a crash or a rebalance.
  ///
  /// @param received the record, `attempt` 0
  /// @param outOfTurn sends something for it without waiting for its turn
  void arrived(Received received, OutOfTurn outOfTurn);
}
