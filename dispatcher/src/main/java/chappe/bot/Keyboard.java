// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import com.fasterxml.jackson.databind.JsonNode;

/// What stands below a message, for [Outgoing#keyboard]: an [InlineKeyboard] of buttons, or a
/// [ReplyKeyboard] in place of the person's own.
public sealed interface Keyboard permits InlineKeyboard, ReplyKeyboard {
  /// As the parameter `reply_markup` has it.
  JsonNode json();
}
