// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.ledger;

import chappe.common.record.RecordKey;
import chappe.common.record.Topic;

/// A record to be put on the line. Immutable; its bytes must not be changed.
///
/// @param id unique, and the same whenever it is put there again
public record Outgoing(String id, Topic topic, RecordKey key, String type, byte[] value) {}
