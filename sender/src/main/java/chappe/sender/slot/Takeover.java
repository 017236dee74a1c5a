// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

/// A slot that was given to bulk and goes to a reply instead. In microseconds of the books' clock.
/// Immutable.
///
/// @param slot when it is
/// @param account of the chat whose message of bulk it was
/// @param chatTime what its time was set to; where nothing has moved it since, it goes back to the
///   slot
record Takeover(long slot, String account, long chatTime) {}
