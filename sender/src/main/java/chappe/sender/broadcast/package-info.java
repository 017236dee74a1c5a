// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// Broadcasts: one message to many chats, kept in the database and fed into the lane of bulk little
/// by little.
@NullMarked
package chappe.sender.broadcast;

import org.jspecify.annotations.NullMarked;
