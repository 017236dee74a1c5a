// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments;

import chappe.common.consumer.BadRecordException;
import chappe.common.record.InvoiceRequest;
import chappe.common.record.RefundRequest;
import chappe.payments.order.InvoiceRules;
import chappe.payments.order.Order;
import chappe.payments.order.OrderState;

/// Makes orders and their invoices as bots ask for them, and takes their wishes to give money back.
/// Thread-safe.
final class InvoiceDesk {
  private final Shop shop;
  private final InvoiceRules rules;
  private final Runnable refundWanted;

  /// @param refundWanted told that there is something to give back
  InvoiceDesk(Shop shop, InvoiceRules rules, Runnable refundWanted) {
    this.shop = shop;
    this.rules = rules;
    this.refundWanted = refundWanted;
  }

  /// Sends an order's invoice. The same order asked for again is the one that there is.
  ///
  /// @throws BadRecordException where Telegram would not take it: the dead letter says why
  /// @throws InterruptedException where the service stops
  void invoice(InvoiceRequest request, Seller seller, Arrival arrival)
      throws BadRecordException, InterruptedException {
    var mistakes = rules.mistakes(request);
    if (!mistakes.isEmpty()) {
      shop.metrics().order(seller.bot(), "mistaken");
      throw new BadRecordException(
          "the invoice is not as it must be: " + String.join("; ", mistakes));
    }
    var wanted = Order.open(arrival.key(), request, false, shop.clock().instant());
    var order = shop.persistence().untilDone(() -> shop.books().open(wanted));
    if (!(order.state() instanceof OrderState.Open)) {
      shop.metrics().order(seller.bot(), "over");
      return;
    }
    shop.metrics().order(seller.bot(), "asked");
    arrival.emit(Answers.invoice(arrival.id() + ":1", order, seller.payloads().signed(order.id())));
  }

  /// Wants a payment given back.
  ///
  /// @throws BadRecordException where there is no such payment
  /// @throws InterruptedException where the service stops
  void refund(RefundRequest request, Arrival arrival)
      throws BadRecordException, InterruptedException {
    var charge =
        shop.persistence()
            .untilDone(() -> shop.books().wantRefund(arrival.bot(), request.charge()));
    if (charge.isEmpty()) {
      throw new BadRecordException("there is no such payment to be given back");
    }
    refundWanted.run();
  }
}
