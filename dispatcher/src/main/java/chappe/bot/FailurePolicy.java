// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

/// What becomes of a chat when an update of it has failed for the last time. Given to
/// [Route#onFailure]; immutable.
public enum FailurePolicy {
  /// The update is put aside, and the chat goes on.
  DEAD_LETTER,
  /// The update is put aside, and the chat's later updates wait until it is retried or dropped.
  PARK;

  /// The update is put aside as a dead letter, and the chat goes on: what happens unless a route
  /// says otherwise.
  public static FailurePolicy deadLetter() {
    return DEAD_LETTER;
  }

  /// The update is put aside as a dead letter, and the chat's later updates wait, in the database
  /// and in order, until an operator has it retried, and that succeeds, or drops it (`chappe
  /// dead`). For chats in which a later update makes no sense without the earlier one, such as
  /// bookings. Meanwhile the bot does not answer in that chat; all other chats go on.
  public static FailurePolicy park() {
    return PARK;
  }
}
