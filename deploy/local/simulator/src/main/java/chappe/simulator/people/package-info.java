// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// What people do in the simulated Telegram, and the updates that bots get of it.
@NullMarked
package chappe.simulator.people;

import org.jspecify.annotations.NullMarked;
