// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The jobs of the bots themselves, as `chappe.bots` announces them.
@NullMarked
package chappe.scheduler.bots;

import org.jspecify.annotations.NullMarked;
