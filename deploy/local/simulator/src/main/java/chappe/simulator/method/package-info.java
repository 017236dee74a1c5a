// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The methods of the Bot API: parameters, their table, and the answers in Telegram's own words.
@NullMarked
package chappe.simulator.method;

import org.jspecify.annotations.NullMarked;
