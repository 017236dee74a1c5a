// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.update;

import java.time.Instant;

/// One update that its bot has not taken yet. Immutable; the body is shared and never changed.
///
/// @param sequence the place in the bot's queue, unique and rising
/// @param updateId what the update calls itself
/// @param queue updates of one queue are delivered one by one
/// @param expires when it is dropped
/// @param body the whole update as UTF-8 JSON
public record Pending(long sequence, int updateId, String queue, Instant expires, byte[] body) {}
