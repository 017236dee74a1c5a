// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// What was called, in a bounded ledger, and the faults that calls may meet.
@NullMarked
package chappe.simulator.ledger;

import org.jspecify.annotations.NullMarked;
