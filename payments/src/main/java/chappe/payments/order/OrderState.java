// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.order;

import java.util.Optional;

/// How far an order is. What may become of it stands here and nowhere else. Immutable.
public sealed interface OrderState {
  /// It waits to be paid; one that may be paid again and again always does.
  record Open() implements OrderState {}

  /// It is paid.
  ///
  /// @param charge the payment that counts
  record Paid(String charge) implements OrderState {}

  /// It was paid, and the payment was given back: it is over.
  record Refunded(String charge) implements OrderState {}

  /// It was called off.
  record Cancelled() implements OrderState {}

  /// What a payment is to an order.
  sealed interface Payment {
    /// It pays for it.
    ///
    /// @param after how the order stands then
    record Fulfils(OrderState after) implements Payment {}

    /// It came although nothing was to be paid: booked, but nobody gets anything for it.
    record Flagged(Flag flag) implements Payment {}
  }

  /// What a payment that has been made means.
  ///
  /// @param repeatable whether the order may be paid again and again
  default Payment payment(String charge, boolean repeatable) {
    return switch (this) {
      case Open open -> new Payment.Fulfils(repeatable ? open : new Paid(charge));
      case Paid _, Refunded _ -> new Payment.Flagged(Flag.SECOND_PAYMENT);
      case Cancelled _ -> new Payment.Flagged(Flag.CANCELLED);
    };
  }

  /// Why nothing may be paid any more; empty where it may.
  default Optional<Refusal> refusal() {
    return switch (this) {
      case Open _ -> Optional.empty();
      case Paid _, Refunded _ -> Optional.of(Refusal.ALREADY_PAID);
      case Cancelled _ -> Optional.of(Refusal.CANCELLED);
    };
  }

  /// After a payment was given back.
  default OrderState refunded(String charge) {
    return this instanceof Paid paid && paid.charge().equals(charge) ? new Refunded(charge) : this;
  }

  /// After it was called off; empty where it is too late for that.
  default Optional<OrderState> cancelled() {
    return switch (this) {
      case Open _, Cancelled _ -> Optional.of(new Cancelled());
      case Paid _, Refunded _ -> Optional.empty();
    };
  }

  /// As it stands in the database and in answers: `open`, `paid`, `refunded` or `cancelled`.
  default String label() {
    return switch (this) {
      case Open _ -> "open";
      case Paid _ -> "paid";
      case Refunded _ -> "refunded";
      case Cancelled _ -> "cancelled";
    };
  }

  /// The payment that counted; empty where there was none.
  default Optional<String> counted() {
    return switch (this) {
      case Paid(var charge) -> Optional.of(charge);
      case Refunded(var charge) -> Optional.of(charge);
      case Open _, Cancelled _ -> Optional.empty();
    };
  }

  /// The opposite of [#label] and [#counted].
  static OrderState of(String label, Optional<String> charge) {
    return switch (label) {
      case "open" -> new Open();
      case "paid" -> new Paid(charge.orElseThrow());
      case "refunded" -> new Refunded(charge.orElseThrow());
      case "cancelled" -> new Cancelled();
      default -> throw new IllegalArgumentException("no state of an order: " + label);
    };
  }
}
