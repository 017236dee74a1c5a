// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import java.time.Duration;

/// How slots are given. Immutable.
///
/// @param owner this run of this sender, unlike any other's and any earlier one's
/// @param lease how long the other senders take it for alive after it last asked the books
public record SlotOptions(GlobalLimit limit, String owner, Duration lease) {
  /// Shorter than Kafka takes to give a dead sender's partitions to another.
  public static final Duration LEASE = Duration.ofSeconds(6);
}
