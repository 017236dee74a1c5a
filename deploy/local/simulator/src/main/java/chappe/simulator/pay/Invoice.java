// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.pay;

import com.fasterxml.jackson.databind.JsonNode;

/// What a bot asks money for. Immutable by agreement: nobody changes its trees.
///
/// @param payload the bot's own words, handed back with every query
/// @param currency three letters, XTR for Stars
/// @param total the sum of its prices, in the currency's smallest unit
/// @param flexible whether the price depends on where it goes
/// @param wanted `need_name`, `need_email`, `need_phone_number`, `need_shipping_address` and
///   `max_tip_amount`, where they were given
/// @param periodSeconds how long one payment of a subscription lasts, 0 for none
public record Invoice(
    String payload,
    String currency,
    long total,
    boolean flexible,
    JsonNode wanted,
    long periodSeconds) {
  /// Whether it is paid with Stars.
  public boolean stars() {
    return currency.equals("XTR");
  }

  public boolean wants(String what) {
    return !stars() && wanted.path(what).asBoolean();
  }
}
