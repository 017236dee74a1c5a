// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.ledger;

import chappe.common.record.RecordKey;
import chappe.payments.order.Flag;
import java.time.Instant;
import java.util.Optional;

/// A payment that was made. Immutable.
///
/// @param key of the chat in which it was told
/// @param id `telegram_payment_charge_id`, unique for ever
/// @param order what it was for; empty where that is not known
/// @param amount in the currency's smallest units
/// @param providerCharge the provider's id of it; empty for Stars
/// @param flag why nothing was given for it; empty: something was
/// @param trouble Telegram's words where it gave nothing back
public record Charge(
    RecordKey key,
    String id,
    Optional<String> order,
    long user,
    String currency,
    long amount,
    String providerCharge,
    Optional<Flag> flag,
    State state,
    Optional<String> trouble,
    Instant bookedAt) {
  /// Whether it is kept or goes back.
  public enum State {
    BOOKED,
    /// Telegram is asked to give it back, until it does.
    REFUND_WANTED,
    /// A person has to give it back at the provider, and to say so.
    REFUND_BY_HAND,
    /// Telegram refused for good.
    REFUND_FAILED,
    REFUNDED
  }

  public String bot() {
    return key.bot();
  }

  public boolean isStars() {
    return currency.equals("XTR");
  }
}
