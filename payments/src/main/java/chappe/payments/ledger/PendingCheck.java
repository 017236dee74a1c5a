// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.ledger;

import chappe.common.record.RecordKey;
import java.time.Instant;

/// A question to a bot about a payment. Immutable.
///
/// @param id of the update that asked
/// @param query Telegram's id of the pre-checkout query
/// @param receivedAt when the line received it
public record PendingCheck(String id, RecordKey key, String query, Instant receivedAt) {}
