// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

/// Who goes before whom, first to last.
public enum Rank {
  /// Has a deadline.
  URGENT,
  /// Answers a person.
  REPLY,
  /// Belongs to a broadcast.
  BULK
}
