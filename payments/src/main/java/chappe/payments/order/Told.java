// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.order;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/// What Telegram tells about money, as far as it is understood. Immutable; each is read from the
/// bytes of one update.
public sealed interface Told {
  /// Somebody is about to pay, and Telegram waits for a word.
  ///
  /// @param query its id
  record Asks(String query, long user, String payload, Money money, Optional<String> shippingOption)
      implements Told {}

  /// Somebody wants to know how things are shipped.
  record AsksForShipping(String query, String payload) implements Told {}

  /// Somebody has paid.
  ///
  /// @param charge Telegram's id of the payment
  /// @param providerCharge the provider's; empty for Stars
  record Pays(
      long user,
      String charge,
      String providerCharge,
      String payload,
      Money money,
      Optional<String> shippingOption)
      implements Told {}

  /// Somebody got Stars back.
  record GetsBack(long user, String charge, String payload, Money money) implements Told {}

  /// How much, and who vouches for it.
  ///
  /// @param amount in the currency's smallest units; empty where it cannot be written as a `long`
  /// @param signature of the provider, where there is one
  record Money(
      OptionalLong amount, String currency, Optional<ProviderSignature.Signed> signature) {}

  /// Reads an update.
  ///
  /// @param kind of the update, such as `message`
  /// @return empty where it is not about money
  /// @throws chappe.common.json.UnreadableJson where it is no JSON
  static Optional<Told> read(String kind, byte[] update) {
    return switch (kind) {
      case "pre_checkout_query" -> Optional.of(asks(Json.tree(update).path(kind)));
      case "shipping_query" -> {
        var query = Json.tree(update).path(kind);
        yield Optional.of(
            new AsksForShipping(query.path("id").asText(), query.path("invoice_payload").asText()));
      }
      case "message" ->
          mentionsMoney(update) ? message(Json.tree(update).path(kind)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Told asks(JsonNode query) {
    return new Asks(
        query.path("id").asText(),
        query.at("/from/id").asLong(),
        query.path("invoice_payload").asText(),
        money(query),
        shippingOption(query));
  }

  private static Optional<Told> message(JsonNode message) {
    long user = message.at("/from/id").asLong(message.at("/chat/id").asLong());
    var paid = message.path("successful_payment");
    if (paid.isObject()) {
      return Optional.of(
          new Pays(
              user,
              paid.path("telegram_payment_charge_id").asText(),
              paid.path("provider_payment_charge_id").asText(),
              paid.path("invoice_payload").asText(),
              money(paid),
              shippingOption(paid)));
    }
    var back = message.path("refunded_payment");
    return back.isObject()
        ? Optional.of(
            new GetsBack(
                user,
                back.path("telegram_payment_charge_id").asText(),
                back.path("invoice_payload").asText(),
                money(back)))
        : Optional.empty();
  }

  private static Optional<String> shippingOption(JsonNode payment) {
    return Optional.of(payment.path("shipping_option_id").asText()).filter(it -> !it.isEmpty());
  }

  private static Money money(JsonNode payment) {
    var amount = payment.path("total_amount");
    var exact =
        amount.isIntegralNumber() && amount.canConvertToLong()
            ? OptionalLong.of(amount.longValue())
            : OptionalLong.empty();
    String currency = payment.path("currency").asText();
    return new Money(
        exact,
        currency,
        payment.hasNonNull("provider_signature")
            ? Optional.of(
                new ProviderSignature.Signed(
                    payment.path("invoice_payload").asText(),
                    exact.orElse(0),
                    currency,
                    payment
                        .path("provider_payment_id")
                        .asText(payment.path("provider_payment_charge_id").asText()),
                    payment.path("provider_signature").asText()))
            : Optional.empty());
  }

  /// Most messages are not about money: they are not even parsed. What a person types stands
  /// between quotes that are escaped, so it cannot look like a field; where it does by some
  /// encoding, the parser decides.
  private static boolean mentionsMoney(byte[] update) {
    return new String(update, StandardCharsets.ISO_8859_1).contains("_payment\"");
  }
}
