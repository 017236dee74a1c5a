// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import chappe.common.json.Json;
import chappe.simulator.chat.World;
import chappe.simulator.pay.Charge;
import chappe.simulator.people.Cashier;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Optional;

/// The methods about a bot's Stars. Thread-safe.
final class StarMethods {
  private static final int MAX_TRANSACTIONS = 100;

  private final World world;

  StarMethods(World world) {
    this.world = world;
  }

  Answer refund(Asked asked) {
    Optional<Charge> charge = charge(asked).filter(it -> it.invoice().stars());
    if (charge.isEmpty()) {
      return Answer.bad("CHARGE_NOT_FOUND");
    }
    return new Cashier(world, asked.bot()).refund(charge.get())
        ? Answer.yes()
        : Answer.bad("CHARGE_ALREADY_REFUNDED");
  }

  Answer balance(Asked asked) {
    return Answer.done(Json.object().put("amount", asked.bot().till().stars()));
  }

  Answer transactions(Asked asked) {
    Parameters given = asked.parameters();
    int limit = given.has("limit") ? given.number("limit") : MAX_TRANSACTIONS;
    if (limit < 1 || limit > MAX_TRANSACTIONS || given.number("offset") < 0) {
      return Answer.bad("LIMIT_INVALID");
    }
    ArrayNode found = Json.object().putArray("transactions");
    asked.bot().till().transactions(given.number("offset"), limit).forEach(found::add);
    return Answer.done(Json.object().set("transactions", found));
  }

  Answer subscription(Asked asked) {
    Optional<Charge> charge = charge(asked).filter(it -> it.invoice().periodSeconds() > 0);
    if (charge.isEmpty()) {
      return Answer.bad("CHARGE_NOT_FOUND");
    }
    asked.bot().till().cancel(charge.get().id(), asked.parameters().flag("is_canceled"));
    return Answer.yes();
  }

  private static Optional<Charge> charge(Asked asked) {
    long user = asked.parameters().integer("user_id").orElse(0);
    return asked
        .bot()
        .till()
        .charge(asked.parameters().text("telegram_payment_charge_id"))
        .filter(it -> it.user() == user);
  }
}
