// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.chat;

/// Where a message stands. Immutable.
///
/// @param chat the chat's id
/// @param message its number there
public record Place(long chat, int message) {}
