// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.kafka;

import java.time.Instant;

/// Where a group that has no offsets yet begins to read.
public sealed interface FirstOffsets {
  /// At the oldest record kept.
  record Beginning() implements FirstOffsets {}

  /// After the newest record.
  record End() implements FirstOffsets {}

  /// At the first record of a time or later.
  record At(Instant time) implements FirstOffsets {}
}
