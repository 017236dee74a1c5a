// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.order;

import chappe.common.settings.Secret;
import java.time.Instant;
import java.util.Optional;

/// The line's own word before a payment, in the order in which the checks count. Pure.
public final class PreCheckout {
  private PreCheckout() {}

  /// What is known when the word is asked for.
  ///
  /// @param order that the payload was signed for; empty where there is no such order
  /// @param signed whether the payload was signed here
  /// @param userWelcome whether the person is known to the bot, or need not be, and is not shut out
  /// @param token the bot's
  /// @param signature how the provider signs
  public record Known(
      Optional<Order> order,
      boolean signed,
      boolean userWelcome,
      Secret token,
      ProviderSignature signature,
      Instant now) {}

  /// Why the payment is refused; empty where it may go on.
  public static Optional<Refusal> refusal(Told.Asks asks, Known known) {
    if (!known.signed()) {
      return Optional.of(Refusal.SIGNATURE);
    }
    if (known.order().isEmpty()) {
      return Optional.of(Refusal.UNKNOWN_ORDER);
    }
    var order = known.order().get();
    if (!known.userWelcome()) {
      return Optional.of(Refusal.UNKNOWN_USER);
    }
    var over = order.state().refusal();
    if (over.isPresent()) {
      return over;
    }
    if (!isExpected(order, asks.money(), asks.shippingOption())) {
      return Optional.of(Refusal.AMOUNT);
    }
    if (!asks.money().currency().equals(order.request().currency())) {
      return Optional.of(Refusal.CURRENCY);
    }
    if (!isVouchedFor(asks.money(), known.token(), known.signature())) {
      return Optional.of(Refusal.PROVIDER_SIGNATURE);
    }
    return order.isExpired(known.now()) ? Optional.of(Refusal.EXPIRED) : Optional.empty();
  }

  /// What is wrong with a payment that has been made, whatever was said before; empty where nothing
  /// is.
  public static Optional<Flag> flag(Told.Pays pays, Known known) {
    if (!known.signed()) {
      return Optional.of(Flag.FOREIGN_PAYLOAD);
    }
    if (known.order().isEmpty()) {
      return Optional.of(Flag.UNKNOWN_ORDER);
    }
    var order = known.order().get();
    if (!pays.money().currency().equals(order.request().currency())) {
      return Optional.of(Flag.CURRENCY);
    }
    if (!isExpected(order, pays.money(), pays.shippingOption())) {
      return Optional.of(Flag.AMOUNT);
    }
    return isVouchedFor(pays.money(), known.token(), known.signature())
        ? Optional.empty()
        : Optional.of(Flag.PROVIDER_SIGNATURE);
  }

  private static boolean isExpected(Order order, Told.Money money, Optional<String> shipping) {
    return money.amount().isPresent() && order.takes(money.amount().getAsLong(), shipping);
  }

  private static boolean isVouchedFor(Told.Money money, Secret token, ProviderSignature signature) {
    return money.signature().map(it -> signature.isRight(token, it)).orElse(true);
  }
}
