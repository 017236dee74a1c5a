// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import chappe.common.json.Json;
import chappe.simulator.pay.Checkout;
import chappe.simulator.people.Person;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;

/// The part of the control API where people pay.
final class PaymentRoutes {
  private static final long LONGEST_WAIT = 60;

  private final Control control;

  PaymentRoutes(Control control) {
    this.control = control;
  }

  void add(RoutesConfig routes) {
    routes.post("/sim/bots/{bot}/payments", this::pay);
    routes.post(
        "/sim/bots/{bot}/renewals",
        context -> {
          JsonNode body = Control.body(context);
          Control.said(context, control.person(context, body).renews(Control.text(body, "charge")));
        });
    routes.post(
        "/sim/bots/{bot}/subscriptions",
        context -> {
          JsonNode body = Control.body(context);
          Control.said(
              context,
              control
                  .person(context, body)
                  .cancels(Control.text(body, "charge"), body.path("canceled").asBoolean(true)));
        });
    routes.get("/sim/bots/{bot}/stars", this::stars);
    routes.post(
        "/sim/bots/{bot}/stars",
        context -> {
          long amount = Control.number(Control.body(context), "amount");
          control.bot(context.pathParam("bot")).till().addStars(amount);
          stars(context);
        });
  }

  /// Pays an invoice by its message or its link; with `wait` it answers at the payment's end.
  private void pay(Context context) throws InterruptedException {
    JsonNode body = Control.body(context);
    Person who = control.person(context, body);
    Checkout checkout =
        body.hasNonNull("link")
            ? who.paysLink(Control.text(body, "link"), body)
            : who.pays((int) Control.number(body, "message_id"), body);
    checkout.await(Duration.ofSeconds(Math.clamp(body.path("wait").asLong(), 0, LONGEST_WAIT)));
    Control.json(context, 200, checkout.shown(control.world().clock().instant()));
  }

  private void stars(Context context) {
    var till = control.bot(context.pathParam("bot")).till();
    ObjectNode shown = Json.object().put("balance", till.stars());
    till.transactions(0, 1_000).forEach(shown.withArray("transactions")::add);
    Control.json(context, 200, shown);
  }
}
