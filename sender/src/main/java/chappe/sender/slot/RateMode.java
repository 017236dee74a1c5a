// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

/// How strictly a bot's messages are spaced. Limits of chats and groups hold in the first two.
public enum RateMode {
  /// Replies may pass the bot's rate until Telegram objects; bulk never does.
  ADAPTIVE,
  /// Replies and bulk share the bot's rate.
  STRICT,
  /// Nothing is spaced: for Bot API servers without limits, and for measuring.
  OFF
}
