// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.people;

import chappe.common.json.Json;
import chappe.simulator.chat.Outcome;
import chappe.simulator.pay.Charge;
import chappe.simulator.pay.Checkout;
import chappe.simulator.pay.Invoice;
import chappe.simulator.pay.Till;
import chappe.simulator.update.UpdateKind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalInt;

/// People pay, renew and give up subscriptions.
final class Paying {
  private Paying() {}

  static Checkout pays(Person person, int message, JsonNode wish) {
    return begin(person, Till.key(person.chat(), message), wish);
  }

  static Checkout paysLink(Person person, String link, JsonNode wish) {
    return begin(person, Links.slug(link), wish);
  }

  /// The button below an invoice, or its link, with nothing special filled in.
  static Outcome outcome(Person person, Checkout checkout) {
    return new Outcome(OptionalInt.empty(), checkout.shown(person.world().clock().instant()));
  }

  static Outcome renews(Person person, String chargeId) {
    Charge charge = subscription(person, chargeId);
    if (person.bot().till().canceled(chargeId)) {
      throw new ImpossibleAct("the subscription is canceled");
    }
    return new Cashier(person.world(), person.bot()).renew(charge);
  }

  static Outcome cancels(Person person, String chargeId, boolean canceled) {
    Charge charge = subscription(person, chargeId);
    person.bot().till().cancel(chargeId, canceled);
    ObjectNode body = Json.object();
    body.set("user", person.world().user(person.user()));
    body.put("invoice_payload", charge.invoice().payload())
        .put("state", canceled ? "canceled" : "active");
    return new Outcome(person.world().update(person.bot(), UpdateKind.SUBSCRIPTION, body), body);
  }

  private static Charge subscription(Person person, String chargeId) {
    return person
        .bot()
        .till()
        .charge(chargeId)
        .filter(it -> it.user() == person.user() && it.invoice().periodSeconds() > 0)
        .orElseThrow(
            () -> new ImpossibleAct("charge: one of the person's subscriptions is expected"));
  }

  private static Checkout begin(Person person, String key, JsonNode wish) {
    Invoice invoice =
        person
            .bot()
            .till()
            .invoice(key)
            .orElseThrow(() -> new ImpossibleAct("there is no such invoice"));
    long tip = wish.path("tip").asLong();
    if (tip < 0 || tip > invoice.wanted().path("max_tip_amount").asLong()) {
      throw new ImpossibleAct("tip: 0 to the invoice's max_tip_amount is expected");
    }
    return new Cashier(person.world(), person.bot())
        .begin(new Checkout(invoice, person.user(), person.chat(), wish));
  }
}
