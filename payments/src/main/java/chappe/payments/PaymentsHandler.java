// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments;

import chappe.common.consumer.BadRecordException;
import chappe.common.consumer.Emitter;
import chappe.common.consumer.Received;
import chappe.common.consumer.RecordHandler;
import chappe.common.json.Json;
import chappe.common.json.UnreadableJson;
import chappe.common.record.InvoiceRequest;
import chappe.common.record.RefundRequest;
import chappe.common.record.Topic;
import chappe.common.record.Verdict;
import chappe.payments.order.Told;
import java.util.Optional;

/// Brings each record to the desk that deals with it. Thread-safe.
final class PaymentsHandler implements RecordHandler {
  private final Shop shop;
  private final CheckoutDesk checkout;
  private final Cashier cashier;
  private final InvoiceDesk invoices;

  PaymentsHandler(Shop shop, CheckoutDesk checkout, Cashier cashier, InvoiceDesk invoices) {
    this.shop = shop;
    this.checkout = checkout;
    this.cashier = cashier;
    this.invoices = invoices;
  }

  @Override
  public void handle(Received received, Emitter emitter) throws Exception {
    String topic = received.sourceTopic();
    try {
      if (topic.equals(Topic.UPDATES.topicName())) {
        var told = Told.read(received.type(), received.value());
        if (told.isPresent()) {
          update(told.get(), Arrival.of(received, emitter));
        }
      } else if (topic.equals(Topic.VERDICTS.topicName())) {
        checkout.verdict(Json.read(received.value(), Verdict.class), Arrival.of(received, emitter));
      } else {
        request(received, Arrival.of(received, emitter));
      }
    } catch (UnreadableJson e) {
      throw new BadRecordException("the record cannot be read", e);
    }
  }

  private void update(Told told, Arrival arrival) throws BadRecordException, InterruptedException {
    var seller = seller(arrival);
    if (seller.isEmpty()) {
      return;
    }
    switch (told) {
      case Told.Asks asks -> checkout.asks(asks, seller.get(), arrival);
      case Told.AsksForShipping asks -> checkout.shipping(asks, seller.get(), arrival);
      case Told.Pays pays -> cashier.pays(pays, seller.get(), arrival);
      case Told.GetsBack back -> cashier.getsBack(back, arrival);
    }
  }

  private void request(Received received, Arrival arrival)
      throws BadRecordException, InterruptedException {
    switch (received.type()) {
      case InvoiceRequest.TYPE -> {
        var request = Json.read(received.value(), InvoiceRequest.class);
        invoices.invoice(
            request,
            seller(arrival)
                .orElseThrow(
                    () -> new BadRecordException("this line has no token for the invoice's bot")),
            arrival);
      }
      case RefundRequest.TYPE ->
          invoices.refund(Json.read(received.value(), RefundRequest.class), arrival);
      default -> throw new BadRecordException("a request of an unknown type");
    }
  }

  /// A bot of another deployment sells there.
  private Optional<Seller> seller(Arrival arrival) {
    return Optional.ofNullable(shop.sellers().get(arrival.bot()));
  }

  @Override
  public void stopping() {
    shop.persistence().stop();
  }
}
