// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// Sessions: a state per key that moves exactly once per record. Every change is logged to
/// `chappe.sessions` in the transaction of the record that made it; PostgreSQL is the view of that
/// log, written after the commit and never inside.
///
/// [SessionStore] answers reads: from changes not yet in the view, else from a bounded cache, else
/// from the view by way of [chappe.common.database.BatchedReads]. [ViewWriter] brings committed
/// changes into the view, and [SessionRecovery] what a former owner left behind. [SessionView]
/// alone touches the tables.
///
/// A stay ([Stay]) is the time a partition number is here, from its recovery to its loss. Whatever
/// a stay remembers ends with it: another instance may move the same sessions afterwards.
@NullMarked
package chappe.common.session;

import org.jspecify.annotations.NullMarked;
