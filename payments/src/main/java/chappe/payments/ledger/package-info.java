// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// What was ordered, paid and given back, in the database. Each table has one class; [Books] puts
/// them together in transactions, each of which may be done a second time without harm.
@NullMarked
package chappe.payments.ledger;

import org.jspecify.annotations.NullMarked;
