// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// Runs a bot in a unit test: updates in, what the bot sends out; no Kafka, no network, and time
/// that passes at once.
@NullMarked
package chappe.bot.testing;

import org.jspecify.annotations.NullMarked;
