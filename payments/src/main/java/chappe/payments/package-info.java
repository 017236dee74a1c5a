// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The payments: invoices, pre-checkout, ledger, refunds.
@NullMarked
package chappe.payments;

import org.jspecify.annotations.NullMarked;
