// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments;

import chappe.common.json.Json;
import chappe.common.record.Event;
import chappe.common.record.OutboundCommand;
import chappe.common.record.OutboundCommand.Repeat;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import chappe.payments.ledger.Charge;
import chappe.payments.ledger.Outgoing;
import chappe.payments.order.InvoiceRules;
import chappe.payments.order.Order;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/// The records that payments put on the line, each with an id that follows from what it tells, so
/// that whoever reads it twice knows it. Pure.
final class Answers {
  /// Telegram waits no longer (TELEGRAM fact 26).
  static final Duration LIFE = Duration.ofSeconds(10);

  /// In place of the provider's token, which the sender puts in: no secret stands in Kafka.
  static final String PROVIDER_TOKEN = "setting:PAYMENT_PROVIDER_TOKEN";

  private static final int LONGEST_REASON = 200;

  private Answers() {}

  /// Lets a payment go on.
  ///
  /// @param update the id of the update that asked
  static Outgoing accept(String update, RecordKey key, String query, Instant receivedAt) {
    return preCheckout(update, key, receivedAt, preCheckout(query, true));
  }

  /// Refuses a payment.
  ///
  /// @param reason for the person to read
  static Outgoing refuse(
      String update, RecordKey key, String query, Instant receivedAt, String reason) {
    return preCheckout(
        update, key, receivedAt, preCheckout(query, false).put("error_message", cut(reason)));
  }

  private static ObjectNode preCheckout(String query, boolean ok) {
    return Json.object().put("pre_checkout_query_id", query).put("ok", ok);
  }

  private static Outgoing preCheckout(
      String update, RecordKey key, Instant receivedAt, ObjectNode params) {
    return urgent(update, key, receivedAt, "answerPreCheckoutQuery", params);
  }

  /// Answers how things are shipped: by the order's options, or not at all.
  static Outgoing shipping(String update, RecordKey key, Instant receivedAt, ObjectNode params) {
    return urgent(update, key, receivedAt, "answerShippingQuery", params);
  }

  private static Outgoing urgent(
      String update, RecordKey key, Instant receivedAt, String method, ObjectNode params) {
    return command(
        update + ":answer",
        Topic.OUTBOUND_URGENT,
        key,
        new OutboundCommand(1, method, params, receivedAt.plus(LIFE), Repeat.AT_LEAST_ONCE));
  }

  /// The invoice of an order, as a message.
  ///
  /// @param id of the record
  static Outgoing invoice(String id, Order order, String payload) {
    ObjectNode params = Json.object().put("chat_id", order.request().chat());
    params.setAll(parameters(order, payload));
    return command(
        id, Topic.OUTBOUND_REPLY, order.key(), OutboundCommand.of("sendInvoice", params));
  }

  /// The parameters that message and link have in common.
  static ObjectNode parameters(Order order, String payload) {
    var request = order.request();
    ObjectNode params = Json.object();
    if (request.options() instanceof ObjectNode options) {
      ObjectNode given = options.deepCopy();
      given.remove("shipping_options");
      params.setAll(given);
      if (options.has("shipping_options")) {
        params.put("is_flexible", true);
      }
    }
    params
        .put("title", request.title())
        .put("description", request.description())
        .put("payload", payload)
        .put("currency", request.currency());
    boolean stars = request.currency().equals("XTR");
    params.put("provider_token", stars ? "" : PROVIDER_TOKEN);
    var prices = params.putArray("prices");
    InvoiceRules.prices(request)
        .forEach(it -> prices.addObject().put("label", it.label()).put("amount", it.amount()));
    if (!stars) {
      params
          .put("need_name", request.needName())
          .put("need_email", request.needEmail())
          .put("need_shipping_address", request.needShippingAddress());
    }
    return params;
  }

  /// Tells a bot that something was paid for.
  static Outgoing paid(Charge charge, Order order) {
    return event(
        charge,
        "paid",
        new Event.PaymentMade(
            1,
            order.request().name(),
            order.id(),
            charge.id(),
            charge.user(),
            charge.currency(),
            charge.amount(),
            charge.bookedAt(),
            order.request().data()));
  }

  /// Tells a bot that a payment which it was told of was given back.
  static Outgoing refunded(Charge charge, Order order, Instant now) {
    return event(
        charge,
        "refunded",
        new Event.Refund(
            1,
            order.request().name(),
            order.id(),
            charge.id(),
            charge.user(),
            charge.currency(),
            charge.amount(),
            now,
            order.request().data()));
  }

  private static Outgoing event(Charge charge, String what, Event event) {
    return new Outgoing(
        "%s:charge:%s:%s".formatted(charge.bot(), charge.id(), what),
        Topic.EVENTS,
        charge.key(),
        event.type(),
        Json.bytes(event));
  }

  private static Outgoing command(String id, Topic topic, RecordKey key, OutboundCommand command) {
    return new Outgoing(id, topic, key, OutboundCommand.TYPE, Json.bytes(command));
  }

  private static String cut(String reason) {
    return reason.codePointCount(0, reason.length()) <= LONGEST_REASON
        ? reason
        : reason.substring(0, reason.offsetByCodePoints(0, LONGEST_REASON));
  }
}
