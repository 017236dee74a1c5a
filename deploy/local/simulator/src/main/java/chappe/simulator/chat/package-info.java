// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The bots, chats and messages that the simulator knows.
@NullMarked
package chappe.simulator.chat;

import org.jspecify.annotations.NullMarked;
