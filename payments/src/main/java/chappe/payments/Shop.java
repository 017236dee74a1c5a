// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments;

import chappe.common.people.People;
import chappe.common.record.BotAnnouncement;
import chappe.payments.ledger.Books;
import chappe.payments.ledger.Persistence;
import chappe.payments.order.Order;
import chappe.payments.order.PreCheckout.Known;
import chappe.payments.order.ProviderSignature;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What every desk works with. Thread-safe.
///
/// @param sellers by the bots' names
/// @param announced what is known of a bot
/// @param signature how the payment provider signs
record Shop(
    Map<String, Seller> sellers,
    Books books,
    Persistence persistence,
    People people,
    Function<String, Optional<BotAnnouncement>> announced,
    ProviderSignature signature,
    PaymentsMetrics metrics,
    InstantSource clock) {
  /// What is known of an order by its payload. Blocks on the database.
  ///
  /// @param user who wants to pay; welcome where the invoice is open to the person or the bot knows
  ///   the person, and has not shut the person out
  Known known(Seller seller, String payload, long user) {
    var id = seller.payloads().order(payload);
    var order = id.flatMap(it -> books.order(seller.bot(), it));
    return new Known(
        order,
        id.isPresent(),
        order.map(it -> isWelcome(it, user)).orElse(false),
        seller.token(),
        signature,
        clock.instant());
  }

  private boolean isWelcome(Order order, long user) {
    return people
        .find(order.bot(), user)
        .map(it -> it.isActive())
        .orElseGet(() -> order.isOpenTo(user));
  }

  /// Whether the bot wants to be asked before this is paid.
  boolean isChecked(Order order) {
    return announced.apply(order.bot()).map(it -> it.checks(order.request().name())).orElse(false);
  }
}
