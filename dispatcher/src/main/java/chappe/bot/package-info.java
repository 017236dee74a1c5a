// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The bot author's API: a [chappe.bot.Bot] says what it answers to, and its handlers say what is
/// sent.
@NullMarked
package chappe.bot;

import org.jspecify.annotations.NullMarked;
