// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// A small client of Telegram's Bot API: one call in, one value out that says what became of it.
@NullMarked
package chappe.common.telegram;

import org.jspecify.annotations.NullMarked;
