// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments;

import chappe.common.consumer.BadRecordException;
import chappe.payments.ledger.Books.GivenBack;
import chappe.payments.ledger.Charge;
import chappe.payments.ledger.Outgoing;
import chappe.payments.order.Flag;
import chappe.payments.order.Order;
import chappe.payments.order.PreCheckout;
import chappe.payments.order.Told;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Books what was paid and what was given back, and tells the bot. What is heard a second time is
/// told a second time, under the same id. Thread-safe.
final class Cashier {
  private static final Logger log = LoggerFactory.getLogger(Cashier.class);

  private final Shop shop;
  private final boolean givesBack;

  /// @param givesBack whether what was paid in vain goes back by itself
  Cashier(Shop shop, boolean givesBack) {
    this.shop = shop;
    this.givesBack = givesBack;
  }

  /// @throws BadRecordException where there is no charge or no amount that could be booked: the
  ///   dead letter is for a person to look at
  /// @throws InterruptedException where the service stops
  void pays(Told.Pays pays, Seller seller, Arrival arrival)
      throws BadRecordException, InterruptedException {
    checked(pays.charge(), pays.money());
    var booked =
        shop.persistence()
            .untilDone(
                () -> {
                  var known = shop.known(seller, pays.payload(), pays.user());
                  var flag = PreCheckout.flag(pays, known);
                  return shop.books()
                      .pay(
                          charge(
                              arrival,
                              pays.charge(),
                              known.order().map(Order::id),
                              pays.user(),
                              pays.money(),
                              pays.providerCharge(),
                              flag),
                          givesBack);
                });
    shop.metrics().paid(booked.charge());
    booked
        .charge()
        .flag()
        .ifPresentOrElse(
            flag -> flagged(booked.charge(), flag),
            () -> booked.order().ifPresent(it -> arrival.emit(Answers.paid(booked.charge(), it))));
  }

  /// @throws BadRecordException where there is no charge or no amount
  /// @throws InterruptedException where the service stops
  void getsBack(Told.GetsBack back, Arrival arrival)
      throws BadRecordException, InterruptedException {
    checked(back.charge(), back.money());
    var booked =
        shop.persistence()
            .untilDone(
                () ->
                    refund(arrival, back.charge())
                        .or(
                            () -> {
                              // the payment itself was never heard of: both are booked now
                              var _ =
                                  shop.books()
                                      .pay(
                                          charge(
                                              arrival,
                                              back.charge(),
                                              Optional.empty(),
                                              back.user(),
                                              back.money(),
                                              "",
                                              Optional.of(Flag.UNSEEN)),
                                          false);
                              return refund(arrival, back.charge());
                            })
                        .orElseThrow());
    told(booked, shop.clock().instant()).ifPresent(arrival::emit);
  }

  private Optional<GivenBack> refund(Arrival arrival, String charge) {
    return shop.books().refund(arrival.bot(), charge, _ -> Optional.empty());
  }

  /// What a bot hears of a refund: nothing where it heard nothing of the payment.
  static Optional<Outgoing> told(GivenBack back, Instant now) {
    return back.charge().flag().isPresent()
        ? Optional.empty()
        : back.order().map(it -> Answers.refunded(back.charge(), it, now));
  }

  private Charge charge(
      Arrival arrival,
      String id,
      Optional<String> order,
      long user,
      Told.Money money,
      String providerCharge,
      Optional<Flag> flag) {
    return new Charge(
        arrival.key(),
        id,
        order,
        user,
        money.currency(),
        money.amount().orElseThrow(),
        providerCharge,
        flag,
        Charge.State.BOOKED,
        Optional.empty(),
        // as the database has it, so that what is told again is the same
        shop.clock().instant().truncatedTo(ChronoUnit.MICROS));
  }

  private static void checked(String charge, Told.Money money) throws BadRecordException {
    if (charge.isEmpty() || money.currency().isEmpty()) {
      throw new BadRecordException("a payment without a charge or a currency");
    }
    if (money.amount().isEmpty() || money.amount().getAsLong() < 0) {
      throw new BadRecordException("a payment whose amount cannot be booked");
    }
  }

  private static void flagged(Charge charge, Flag flag) {
    log.atWarn()
        .addKeyValue("bot", charge.bot())
        .addKeyValue("charge", charge.id())
        .addKeyValue("flag", flag.label())
        .log("a payment was booked, and nothing given for it");
  }
}
