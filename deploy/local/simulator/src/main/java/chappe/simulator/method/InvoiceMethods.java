// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import chappe.common.json.Json;
import chappe.common.money.Currency;
import chappe.simulator.chat.World;
import chappe.simulator.pay.Checkout;
import chappe.simulator.pay.Invoice;
import chappe.simulator.pay.Till;
import chappe.simulator.people.Cashier;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The methods that ask for money and answer whoever is about to pay. Thread-safe.
final class InvoiceMethods {
  private static final long MONTH = 2_592_000;
  private static final long MAX_SUBSCRIPTION = 10_000;
  private static final List<String> WANTED =
      List.of(
          "need_name",
          "need_phone_number",
          "need_email",
          "need_shipping_address",
          "max_tip_amount");

  private final World world;
  private final QueryMethods queries;

  InvoiceMethods(World world) {
    this.world = world;
    this.queries = new QueryMethods(world);
  }

  Answer send(Asked asked) {
    Optional<Answer.Refused> wrong = check(asked.parameters(), 0);
    if (wrong.isPresent()) {
      return wrong.get();
    }
    Parameters given = asked.parameters();
    Invoice invoice = invoice(given, 0);
    long chat = world.directory().find(given.text("chat_id")).orElseThrow();
    ObjectNode message = Posts.message(world, asked.bot(), chat);
    message
        .putObject("invoice")
        .put("title", given.text("title"))
        .put("description", given.text("description"))
        .put("start_parameter", given.text("start_parameter"))
        .put("currency", invoice.currency())
        .put("total_amount", invoice.total());
    Posts.keyboard(message, given);
    if (!message.has("reply_markup")) {
      message
          .putObject("reply_markup")
          .putArray("inline_keyboard")
          .addArray()
          .addObject()
          .put("text", "Pay " + price(invoice))
          .put("pay", true);
    }
    asked.bot().till().offer(Till.key(chat, message.path("message_id").asInt()), invoice);
    return Answer.done(Posts.publish(world, asked.bot(), chat, message));
  }

  Answer link(Asked asked) {
    long period = asked.parameters().integer("subscription_period").orElse(0);
    Optional<Answer.Refused> wrong = check(asked.parameters(), period);
    if (wrong.isPresent()) {
      return wrong.get();
    }
    String slug = "invoice" + asked.bot().queries().id();
    asked.bot().till().offer(slug, invoice(asked.parameters(), period));
    return Answer.done(Json.tree("https://t.me/$" + slug));
  }

  Answer shipping(Asked asked) {
    Parameters given = asked.parameters();
    boolean ok = given.flag("ok");
    if (ok && given.json("shipping_options").isEmpty()) {
      return Answer.bad("parameter \"shipping_options\" is required");
    }
    if (!ok && given.text("error_message").isBlank()) {
      return Answer.bad("parameter \"error_message\" is required");
    }
    Answer answer = queries.answer(asked, "shipping_query");
    if (answer instanceof Answer.Done) {
      Cashier cashier = new Cashier(world, asked.bot());
      String id = given.text("shipping_query_id");
      if (ok) {
        cashier.shipping(id, given.json("shipping_options"));
      } else {
        cashier.refuse(id, Checkout.State.SHIPPING, given.text("error_message"));
      }
    }
    return answer;
  }

  Answer preCheckout(Asked asked) {
    Parameters given = asked.parameters();
    boolean ok = given.flag("ok");
    if (!ok && given.text("error_message").isBlank()) {
      return Answer.bad("parameter \"error_message\" is required");
    }
    Answer answer = queries.answer(asked, "pre_checkout_query");
    if (answer instanceof Answer.Done) {
      Cashier cashier = new Cashier(world, asked.bot());
      String id = given.text("pre_checkout_query_id");
      if (ok) {
        cashier.accept(id);
      } else {
        cashier.refuse(id, Checkout.State.PRE_CHECKOUT, given.text("error_message"));
      }
    }
    return answer;
  }

  private Optional<Answer.Refused> check(Parameters given, long period) {
    String code = given.text("currency").strip().toUpperCase(Locale.ROOT);
    Optional<Currency> currency = Currency.of(code);
    JsonNode prices = given.json("prices");
    if (currency.isEmpty()) {
      return Optional.of(Answer.bad("CURRENCY_INVALID"));
    }
    boolean labelled =
        !prices.isEmpty()
            && prices
                .valueStream()
                .allMatch(it -> it.has("label") && it.path("amount").canConvertToLong());
    if (!labelled) {
      return Optional.of(Answer.bad("can't parse labeled prices JSON object"));
    }
    boolean stars = code.equals("XTR");
    boolean token = !given.text("provider_token").isBlank();
    if (stars && (token || prices.size() != 1)) {
      return Optional.of(Answer.bad("STARS_INVOICE_INVALID"));
    }
    if (!stars && !token) {
      return Optional.of(Answer.bad("PAYMENT_PROVIDER_INVALID"));
    }
    long total = Cashier.sum(prices);
    if (!currency.get().takes(total)) {
      return Optional.of(Answer.bad("CURRENCY_TOTAL_AMOUNT_INVALID"));
    }
    boolean subscribable = stars && period == MONTH && total <= MAX_SUBSCRIPTION;
    return period == 0 || subscribable
        ? Optional.empty()
        : Optional.of(Answer.bad("SUBSCRIPTION_PERIOD_INVALID"));
  }

  private static Invoice invoice(Parameters given, long period) {
    ObjectNode wanted = Json.object();
    WANTED.forEach(
        name -> {
          if (name.startsWith("need_")) {
            wanted.put(name, given.flag(name));
          } else {
            wanted.put(name, given.integer(name).orElse(0));
          }
        });
    return new Invoice(
        given.text("payload"),
        given.text("currency").strip().toUpperCase(Locale.ROOT),
        Cashier.sum(given.json("prices")),
        given.flag("is_flexible"),
        wanted,
        period);
  }

  private static String price(Invoice invoice) {
    return invoice.stars()
        ? "⭐️ " + invoice.total()
        : Currency.of(invoice.currency()).orElseThrow().text(invoice.total());
  }
}
