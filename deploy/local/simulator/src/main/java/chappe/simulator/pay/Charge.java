// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.pay;

/// Money that was taken. Immutable.
///
/// @param id `telegram_payment_charge_id`
/// @param user who paid
/// @param chat where the receipt stands
/// @param invoice what for
/// @param amount in the currency's smallest unit
/// @param expires when a subscription's payment ends, in seconds since 1970; 0 for none
public record Charge(String id, long user, long chat, Invoice invoice, long amount, long expires) {}
