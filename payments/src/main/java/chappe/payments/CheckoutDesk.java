// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments;

import chappe.common.consumer.BadRecordException;
import chappe.common.json.Json;
import chappe.common.record.Check;
import chappe.common.record.Topic;
import chappe.common.record.Verdict;
import chappe.payments.ledger.Outgoing;
import chappe.payments.ledger.PendingCheck;
import chappe.payments.order.Order;
import chappe.payments.order.PreCheckout;
import chappe.payments.order.PreCheckout.Known;
import chappe.payments.order.Refusal;
import chappe.payments.order.Told;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers whoever is about to pay: at once, or, where the bot wants to be asked, by the bot's word
/// or by the clock, whichever comes first. Thread-safe.
final class CheckoutDesk {
  /// A bot that has said nothing by then has said no: two seconds are left for the answer's way.
  static final Duration DECIDED_WITHIN = Duration.ofSeconds(8);

  private static final Logger log = LoggerFactory.getLogger(CheckoutDesk.class);
  private static final String CHECK = ":check";

  private final Shop shop;

  CheckoutDesk(Shop shop) {
    this.shop = shop;
  }

  /// What is to be said to a query.
  private sealed interface Word {
    record Yes() implements Word {}

    record No(Refusal refusal, String text) implements Word {}

    /// The bot is to be asked.
    ///
    /// @param waits whether nobody has decided yet
    record Ask(Order order, boolean waits) implements Word {}
  }

  /// @throws InterruptedException where the service stops
  void asks(Told.Asks asks, Seller seller, Arrival arrival) throws InterruptedException {
    var now = shop.clock().instant();
    if (!now.isBefore(arrival.at().plus(Answers.LIFE))) {
      shop.metrics().late(arrival.bot());
      return;
    }
    var patience = Duration.between(now, decideAt(arrival));
    var word =
        shop.persistence()
            .within(
                patience.isNegative() ? Duration.ZERO : patience, () -> word(asks, seller, arrival))
            .orElseGet(() -> new Word.No(Refusal.TIMEOUT, Texts.of(Refusal.TIMEOUT)));
    switch (word) {
      case Word.Yes() -> {
        arrival.emit(Answers.accept(arrival.id(), arrival.key(), asks.query(), arrival.at()));
        answered(arrival);
      }
      case Word.No(var refusal, var text) -> {
        arrival.emit(Answers.refuse(arrival.id(), arrival.key(), asks.query(), arrival.at(), text));
        refused(arrival.bot(), refusal, arrival.id());
        answered(arrival);
      }
      case Word.Ask(var order, var waits) -> {
        if (waits) {
          arrival.emit(check(asks, order, arrival));
        }
      }
    }
  }

  private Word word(Told.Asks asks, Seller seller, Arrival arrival) {
    var known = shop.known(seller, asks.payload(), asks.user());
    var refusal = PreCheckout.refusal(asks, known);
    if (refusal.isPresent()) {
      return new Word.No(refusal.get(), text(refusal.get(), asks, known));
    }
    var order = known.order().orElseThrow();
    if (!shop.isChecked(order)) {
      return new Word.Yes();
    }
    var pending = new PendingCheck(arrival.id(), arrival.key(), asks.query(), arrival.at());
    return new Word.Ask(order, shop.books().ask(pending, decideAt(arrival)));
  }

  private static String text(Refusal refusal, Told.Asks asks, Known known) {
    var order = known.order();
    return order.isEmpty()
        ? Texts.of(refusal)
        : Texts.of(
            refusal,
            order.get().text(order.get().expected(asks.shippingOption())),
            asks.money().amount().isPresent()
                ? order.get().text(asks.money().amount().getAsLong())
                : "?");
  }

  private Outgoing check(Told.Asks asks, Order order, Arrival arrival) {
    var check =
        new Check(
            1,
            order.request().name(),
            asks.query(),
            order.id(),
            asks.user(),
            order.request().currency(),
            asks.money().amount().orElse(0),
            decideAt(arrival),
            order.request().data());
    return new Outgoing(
        arrival.id() + CHECK, Topic.CHECKS, arrival.key(), Check.TYPE, Json.bytes(check));
  }

  private static Instant decideAt(Arrival arrival) {
    return arrival.at().plus(DECIDED_WITHIN);
  }

  /// The bot's word. It counts where nobody has decided before; the same one counts again.
  ///
  /// @throws InterruptedException where the service stops
  /// @throws BadRecordException where it answers no check
  void verdict(Verdict verdict, Arrival arrival) throws InterruptedException, BadRecordException {
    if (!verdict.check().endsWith(CHECK)) {
      throw new BadRecordException("the verdict names no check");
    }
    var update = verdict.check().substring(0, verdict.check().length() - CHECK.length());
    var reason = Objects.requireNonNullElseGet(verdict.reason(), () -> Texts.of(Refusal.BOT));
    Optional<PendingCheck> decided =
        shop.persistence()
            .untilDone(
                () ->
                    shop.books()
                        .decide(update, arrival.bot(), arrival.id(), verdict.accepted(), reason));
    shop.metrics().verdict(arrival.bot(), decided.isPresent());
    if (decided.isEmpty()) {
      return;
    }
    var check = decided.get();
    if (verdict.accepted()) {
      arrival.emit(Answers.accept(check.id(), check.key(), check.query(), check.receivedAt()));
    } else {
      arrival.emit(
          Answers.refuse(check.id(), check.key(), check.query(), check.receivedAt(), reason));
      refused(arrival.bot(), Refusal.BOT, check.id());
    }
  }

  /// How an order is shipped: by its own options, or not at all. Where its bot says so itself, or
  /// it is none of ours, nothing is said here.
  ///
  /// @throws InterruptedException where the service stops
  void shipping(Told.AsksForShipping asks, Seller seller, Arrival arrival)
      throws InterruptedException {
    var order =
        shop.persistence()
            .untilDone(
                () ->
                    seller
                        .payloads()
                        .order(asks.payload())
                        .flatMap(it -> shop.books().order(seller.bot(), it)));
    if (order.isEmpty() || order.get().isShippedByBot()) {
      return;
    }
    var params = Json.object().put("shipping_query_id", asks.query());
    arrival.emit(
        Answers.shipping(arrival.id(), arrival.key(), arrival.at(), options(params, order.get())));
  }

  private static ObjectNode options(ObjectNode params, Order order) {
    var options = order.request().options().path("shipping_options");
    return options.isEmpty()
        ? params.put("ok", false).put("error_message", Texts.noShipping())
        : params.put("ok", true).set("shipping_options", options);
  }

  private void answered(Arrival arrival) {
    shop.metrics().answered(arrival.bot(), Duration.between(arrival.at(), shop.clock().instant()));
  }

  private void refused(String bot, Refusal refusal, String update) {
    shop.metrics().refused(bot, refusal);
    log.atInfo()
        .addKeyValue("id", update)
        .addKeyValue("reason", refusal.label())
        .log("a payment was refused");
  }
}
