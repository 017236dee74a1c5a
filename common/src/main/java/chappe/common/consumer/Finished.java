// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import org.jspecify.annotations.Nullable;

/// A stretch of a partition's offsets that needs no more work, and what it emits. Written by one
/// thread, then handed to the rounds by way of [FinishedStack].
class Finished {
  final PartitionState partition;

  /// First offset, included.
  final long from;

  /// Last offset, excluded.
  final long to;

  Outcome outcome = Outcome.NOTHING;

  /// The next in [FinishedStack]; written by whoever pushes it, read by the rounds.
  @Nullable Finished below;

  Finished(PartitionState partition, long from, long to) {
    this.partition = partition;
    this.from = from;
    this.to = to;
  }

  /// Bytes that count against the budget until the round is committed.
  long bytes() {
    return 0;
  }

  /// Records that count against the budget until the round is committed.
  int records() {
    return 0;
  }
}
