// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.people;

import chappe.common.json.Json;
import chappe.simulator.chat.BotAccount;
import chappe.simulator.chat.Incoming;
import chappe.simulator.chat.Outcome;
import chappe.simulator.chat.World;
import chappe.simulator.pay.Charge;
import chappe.simulator.pay.Checkout;
import chappe.simulator.pay.Invoice;
import chappe.simulator.update.UpdateKind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/// Takes a payment from one step to the next: shipping where the price depends on it, the bot's
/// last word, the charge, the receipt, and perhaps the refund. Thread-safe; never blocks.
public final class Cashier {
  /// How long a bot may take to answer a pre-checkout query.
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  private final World world;
  private final BotAccount bot;

  public Cashier(World world, BotAccount bot) {
    this.world = world;
    this.bot = bot;
  }

  Checkout begin(Checkout checkout) {
    Invoice invoice = checkout.invoice();
    if (invoice.flexible() && !invoice.stars()) {
      ObjectNode query = query(checkout, "shipping_query", Checkout.State.SHIPPING);
      query.set("shipping_address", address(checkout));
      world.update(bot, UpdateKind.SHIPPING_QUERY, query);
    } else {
      preCheckout(checkout);
    }
    return checkout;
  }

  /// The bot says how it ships: the person takes the wanted option, else the first.
  public void shipping(String query, JsonNode options) {
    bot.till()
        .checkout(query)
        .filter(it -> it.shippingOption().isEmpty())
        .ifPresent(
            checkout -> {
              JsonNode taken = taken(checkout, options);
              checkout.shipped(taken.path("id").asText(), sum(taken.path("prices")));
              preCheckout(checkout);
            });
  }

  /// The bot refuses to ship or to be paid; the person reads why.
  public void refuse(String query, Checkout.State asked, String why) {
    bot.till().checkout(query).filter(it -> it.refused(asked, why)).ifPresent(this::tell);
  }

  /// The bot takes the payment: it is charged, once.
  public void accept(String query) {
    String charge = identifier();
    bot.till()
        .checkout(query)
        .filter(it -> it.paid(charge))
        .ifPresent(
            checkout -> {
              charge(
                  new Charge(
                      charge,
                      checkout.user(),
                      checkout.chat(),
                      checkout.invoice(),
                      checkout.total(),
                      expires(checkout.invoice())),
                  receipt(checkout));
              tell(checkout);
            });
  }

  /// The next period of a subscription is paid, without asking the bot.
  Outcome renew(Charge before) {
    Charge next =
        new Charge(
            identifier(),
            before.user(),
            before.chat(),
            before.invoice(),
            before.amount(),
            expires(before.invoice()));
    return charge(next, Json.object().put("is_recurring", true));
  }

  /// Gives Stars back.
  ///
  /// @return whether it was done now; not where it had been done before
  public boolean refund(Charge charge) {
    ObjectNode transaction = transaction(charge);
    transaction.set("receiver", transaction.remove("source"));
    if (!bot.till().refund(charge, transaction)) {
      return false;
    }
    ObjectNode message = Incoming.message(world, bot, charge.chat(), charge.user());
    message
        .putObject("refunded_payment")
        .put("currency", "XTR")
        .put("total_amount", charge.amount())
        .put("invoice_payload", charge.invoice().payload())
        .put("telegram_payment_charge_id", charge.id());
    Incoming.deliver(world, bot, charge.chat(), message);
    return true;
  }

  /// The sum of `LabeledPrice`s.
  public static long sum(JsonNode prices) {
    return prices.valueStream().mapToLong(it -> it.path("amount").asLong()).sum();
  }

  private void preCheckout(Checkout checkout) {
    ObjectNode query = query(checkout, "pre_checkout_query", Checkout.State.PRE_CHECKOUT);
    query.put("currency", checkout.invoice().currency()).put("total_amount", checkout.total());
    query.setAll(filledIn(checkout));
    world.update(bot, UpdateKind.PRE_CHECKOUT_QUERY, query);
  }

  private ObjectNode query(Checkout checkout, String kind, Checkout.State state) {
    String id = bot.queries().id();
    checkout.asked(state, world.clock().instant().plus(ANSWER_WITHIN));
    bot.till().asked(id, checkout);
    bot.queries().opened(kind, id);
    return Json.object()
        .put("id", id)
        .<ObjectNode>set("from", world.user(checkout.user()))
        .put("invoice_payload", checkout.invoice().payload());
  }

  private Outcome charge(Charge charge, ObjectNode more) {
    bot.till().charge(charge, transaction(charge));
    ObjectNode message = Incoming.message(world, bot, charge.chat(), charge.user());
    ObjectNode paid =
        message
            .putObject("successful_payment")
            .put("currency", charge.invoice().currency())
            .put("total_amount", charge.amount())
            .put("invoice_payload", charge.invoice().payload());
    if (charge.expires() > 0) {
      paid.put("subscription_expiration_date", charge.expires());
    }
    paid.setAll(more);
    paid.put("telegram_payment_charge_id", charge.id())
        .put("provider_payment_charge_id", charge.invoice().stars() ? "" : identifier());
    return Incoming.deliver(world, bot, charge.chat(), message);
  }

  private static ObjectNode receipt(Checkout checkout) {
    ObjectNode receipt = filledIn(checkout);
    if (checkout.invoice().periodSeconds() > 0) {
      receipt.put("is_recurring", true).put("is_first_recurring", true);
    }
    return receipt;
  }

  private ObjectNode transaction(Charge charge) {
    ObjectNode transaction = Json.object().put("id", charge.id()).put("date", world.now());
    ObjectNode source =
        transaction
            .putObject("source")
            .put("type", "user")
            .put("transaction_type", "invoice_payment");
    source.set("user", world.user(charge.user()));
    source.put("invoice_payload", charge.invoice().payload());
    if (charge.invoice().periodSeconds() > 0) {
      source.put("subscription_period", charge.invoice().periodSeconds());
    }
    return transaction;
  }

  private static ObjectNode filledIn(Checkout checkout) {
    ObjectNode filled = Json.object();
    if (!checkout.shippingOption().isEmpty()) {
      filled.put("shipping_option_id", checkout.shippingOption());
    }
    ObjectNode order = Json.object();
    Invoice invoice = checkout.invoice();
    JsonNode wish = checkout.wish();
    if (invoice.wants("need_name")) {
      order.put("name", wish.path("name").asText("Ada Person"));
    }
    if (invoice.wants("need_phone_number")) {
      order.put("phone_number", wish.path("phone_number").asText("+15550100"));
    }
    if (invoice.wants("need_email")) {
      order.put("email", wish.path("email").asText("ada@example.org"));
    }
    if (invoice.wants("need_shipping_address") || !checkout.shippingOption().isEmpty()) {
      order.set("shipping_address", address(checkout));
    }
    return order.isEmpty() ? filled : filled.set("order_info", order);
  }

  private static JsonNode address(Checkout checkout) {
    JsonNode given = checkout.wish().path("shipping_address");
    return given.isObject()
        ? given
        : Json.object()
            .put("country_code", "FR")
            .put("state", "")
            .put("city", "Paris")
            .put("street_line1", "1 rue de la Paix")
            .put("street_line2", "")
            .put("post_code", "75002");
  }

  private static JsonNode taken(Checkout checkout, JsonNode options) {
    String wanted = checkout.wish().path("shipping_option").asText();
    return options
        .valueStream()
        .filter(it -> it.path("id").asText().equals(wanted))
        .findFirst()
        .orElse(options.path(0));
  }

  private void tell(Checkout checkout) {
    world.tell("checkout", bot, checkout.chat(), checkout.shown(world.clock().instant()));
  }

  private long expires(Invoice invoice) {
    return invoice.periodSeconds() == 0 ? 0 : world.now() + invoice.periodSeconds();
  }

  private String identifier() {
    return "charge" + bot.queries().id();
  }
}
