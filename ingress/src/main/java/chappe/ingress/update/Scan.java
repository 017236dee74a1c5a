// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.update;

/// What a scan of a body found. Immutable.
public sealed interface Scan {
  /// A body that can be read as an update.
  ///
  /// @param id its `update_id`, 0 to 2^53 - 1 (Telegram's own are below 2,000,000,000)
  /// @param kind the name of its one optional field, such as `message`, at most 64 of `a-z0-9_`;
  ///   `unknown` where there is none
  /// @param owner what it belongs to: a chat, a user, a poll, or its own id; never empty
  record Update(long id, String kind, String owner) implements Scan {}

  /// A body that cannot.
  ///
  /// @param reason why, in words that hold nothing of the content
  record Unreadable(String reason) implements Scan {}
}
