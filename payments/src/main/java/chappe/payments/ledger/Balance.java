// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.ledger;

import java.math.BigInteger;

/// What stands on an account of a bot.
///
/// @param account `telegram`, `sales`, `refunds` or `held`
/// @param amount in the currency's smallest units, of any size
public record Balance(String account, String currency, BigInteger amount) {}
