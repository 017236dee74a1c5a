// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments;

import chappe.common.settings.BotSettings;
import chappe.common.settings.PaymentSettings;
import chappe.common.settings.Secret;
import chappe.payments.order.Payloads;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A bot that sells. Immutable and thread-safe.
///
/// @param payloads signs and knows its invoices
record Seller(String bot, Secret token, Payloads payloads) {
  /// All bots of this line by their names.
  static Map<String, Seller> all(List<BotSettings> bots, PaymentSettings settings) {
    return bots.stream()
        .map(it -> of(it, settings))
        .collect(Collectors.toMap(Seller::bot, Function.identity()));
  }

  private static Seller of(BotSettings bot, PaymentSettings settings) {
    List<Secret> keys =
        Stream.concat(settings.signingKey().stream(), settings.previousSigningKey().stream())
            .toList();
    return new Seller(
        bot.name(),
        bot.token(),
        settings.signingKey().isPresent()
            ? new Payloads(bot.name(), keys)
            : Payloads.ofToken(bot.name(), bot.token()));
  }
}
