// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.order;

import chappe.common.money.Basket;
import chappe.common.money.Currency;
import chappe.common.record.InvoiceRequest;
import chappe.common.record.RecordKey;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/// What somebody is asked to pay for. Immutable.
///
/// @param key of the chat in which its invoice stands
/// @param request as it was asked for
/// @param amount the sum of its lines
/// @param link whether its invoice is a link, which anybody may follow
public record Order(
    RecordKey key,
    InvoiceRequest request,
    long amount,
    boolean link,
    OrderState state,
    Instant createdAt) {
  /// A new one.
  public static Order open(RecordKey key, InvoiceRequest request, boolean link, Instant now) {
    return new Order(key, request, Basket.sum(request.lines()), link, new OrderState.Open(), now);
  }

  public String bot() {
    return key.bot();
  }

  public String id() {
    return request.order();
  }

  /// An amount of its currency for people.
  public String text(long amount) {
    return Currency.of(request.currency())
        .map(it -> it.text(amount))
        .orElseGet(() -> amount + " " + request.currency());
  }

  /// Whether it may be paid again and again; a subscription is.
  public boolean isRepeatable() {
    return request.repeatable() || request.options().has("subscription_period");
  }

  /// Whether an amount is what may be paid: the sum of the lines, what the chosen way of shipping
  /// costs, and a tip where tips are taken.
  public boolean takes(long paid, Optional<String> shippingOption) {
    long tip = request.options().path("max_tip_amount").asLong();
    long expected;
    try {
      expected = Math.addExact(amount, shippingOption.map(this::shipping).orElse(0L));
      return paid >= expected
          && (isShippedByBot() || paid <= Math.addExact(expected, Math.max(0, tip)));
    } catch (ArithmeticException _) {
      return false;
    }
  }

  /// What is expected of somebody who gives no tip.
  public long expected(Optional<String> shippingOption) {
    return amount + shippingOption.map(this::shipping).orElse(0L);
  }

  /// Whether the bot itself says what shipping costs, which nobody here knows.
  public boolean isShippedByBot() {
    return request.options().path("is_flexible").asBoolean()
        && !request.options().has("shipping_options");
  }

  private long shipping(String option) {
    return request
        .options()
        .path("shipping_options")
        .valueStream()
        .filter(it -> it.path("id").asText().equals(option))
        .flatMap(it -> it.path("prices").valueStream())
        .mapToLong(Order::price)
        .sum();
  }

  private static long price(JsonNode price) {
    return price.path("amount").asLong();
  }

  /// Whether a person may pay it without being known to the bot: whoever the invoice was made for,
  /// and, where it stands in a group or is a link, anybody.
  public boolean isOpenTo(long user) {
    return link || request.chat() < 0 || request.chat() == user;
  }

  /// From this moment on it cannot be paid.
  public boolean isExpired(Instant now) {
    var end = request.expiresAt();
    return end != null && !now.isBefore(end);
  }
}
