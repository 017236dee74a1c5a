// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// A Telegram of our own: the Bot API over HTTP, webhooks, and a ledger of every call.
@NullMarked
package chappe.simulator;

import org.jspecify.annotations.NullMarked;
