// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

/// What one chat takes: a message each interval, and a few at once for replies. The chat has a time
/// of its own, which every message moves on by its cost; a reply may run ahead of it by the burst,
/// bulk may not. All in microseconds. Immutable; pure.
///
/// @param interval between two messages; 0 for no limit
/// @param burst messages at once
public record ChatLimit(long interval, int burst) {
  /// No limit.
  public static final ChatLimit NONE = new ChatLimit(0, 1);

  /// One a second, three at once. A fiftieth longer, so that a message which leaves late does not
  /// bring the next too close.
  public static final ChatLimit PRIVATE = new ChatLimit(1_020_000, 3);

  /// Fifteen a minute, five at once: never over twenty in a minute.
  public static final ChatLimit GROUP = new ChatLimit(4_000_000, 5);

  /// After so long without a message nothing of the past counts any more.
  static final long MEMORY = 60_000_000;

  /// When a message may be sent at the earliest.
  ///
  /// @param time the chat's time, 0 where it has none
  /// @param cost messages that it is; an album of more than the burst waits the longer
  /// @param bursts whether it may run ahead
  public long earliest(long time, int cost, boolean bursts) {
    int ahead = bursts ? burst - cost : Math.min(0, burst - cost);
    return time - Math.max(-MEMORY, ahead * interval);
  }

  /// The chat's time after a message.
  public long after(long time, long slot, int cost) {
    return Math.max(time, slot) + cost * interval;
  }
}
