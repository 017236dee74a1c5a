// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// What a bot sells: invoices, checkouts, charges, subscriptions and its Stars.
@NullMarked
package chappe.simulator.pay;

import org.jspecify.annotations.NullMarked;
