// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

/// Asks for a payment to be given back: a value of `chappe.invoices`, under the key of the chat
/// that the payment belongs to. Immutable.
///
/// @param v version of this record, now 1
/// @param charge Telegram's id of the payment
public record RefundRequest(int v, String charge) {
  /// The `type` header of these records.
  public static final String TYPE = "refund_request";
}
