// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The keyed consumer: order per key, thousands of keys at once, exactly once (in plain mode: at
/// least once with the same ids).
///
/// A record's way, by class: [PollLoop] reads it; [Intake] passes over what was finished before
/// ([CompletionMap]) and what is a redelivery ([RedeliveryWindow]), and puts the rest into its
/// [KeyQueue]; [Workers] call the handler by way of [Attempts], again after a back-off, and make a
/// dead letter ([DeadLetters]) of what keeps failing; [FinishedStack] hands it to [Rounds], which
/// commit its outputs, the changes of its sessions and its offset together ([TransactionCommitter],
/// [PlainCommitter]). [Assignment] lets partition numbers come and go, and [Preparation] reads back
/// what they need before they run; a record of a foreign partitioner is [Moved].
///
/// [Parking] lets the later records of a key wait in the database where a handler wants that
/// (`PARKING.md`).
///
/// Three threads matter: the poll thread owns the consumer and everything that reads; the round
/// thread owns the producer; handlers run on virtual threads. [PartitionState] and [FinishedStack]
/// are where they meet. Why it is so, and what was tried, stands in `RATIONALE.md` beside this
/// file.
@NullMarked
package chappe.common.consumer;

import org.jspecify.annotations.NullMarked;
