// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// When a command may leave: Telegram's limits as reservations that all senders share, the marks
/// that say what became of each command, and the room in which commands wait for their turn.
@NullMarked
package chappe.sender.slot;

import org.jspecify.annotations.NullMarked;
