// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// Telegram's limits of messages a second, for whoever switches them on.
@NullMarked
package chappe.simulator.limit;

import org.jspecify.annotations.NullMarked;
