// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.report;

import chappe.payments.ledger.Books.Flaws;
import chappe.payments.ledger.Charge;
import chappe.payments.ledger.Charge.State;
import chappe.payments.order.Flag;
import chappe.payments.report.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Compares the books of a bot with what Telegram says. Pure.
final class Comparison {
  private final Map<String, StarTransaction> paid;
  private final Map<String, StarTransaction> refunded;
  private final List<Finding> findings = new ArrayList<>();

  private Comparison(List<StarTransaction> transactions) {
    paid = byCharge(transactions, false);
    refunded = byCharge(transactions, true);
  }

  /// What does not agree, and what is still to be done.
  static List<Finding> of(List<Charge> charges, List<StarTransaction> transactions, Flaws flaws) {
    var comparison = new Comparison(transactions);
    charges.forEach(comparison::charge);
    comparison.unknown(charges);
    flaws.unbalanced().forEach(it -> comparison.add(Kind.UNBALANCED, it, ""));
    flaws.orphans().forEach(it -> comparison.add(Kind.ORPHAN, it, ""));
    return List.copyOf(comparison.findings);
  }

  private void charge(Charge charge) {
    if (charge.isStars()) {
      stars(charge);
    }
    switch (charge.state()) {
      case BOOKED -> charge.flag().ifPresent(it -> add(Kind.FLAGGED, charge.id(), it.label()));
      case REFUND_WANTED -> add(Kind.REFUND_OPEN, charge.id(), amount(charge));
      case REFUND_BY_HAND -> add(Kind.REFUND_BY_HAND, charge.id(), amount(charge));
      case REFUND_FAILED -> add(Kind.REFUND_FAILED, charge.id(), charge.trouble().orElse(""));
      case REFUNDED -> {
        // as it should be
      }
    }
  }

  private void stars(Charge charge) {
    var payment = Optional.ofNullable(paid.get(charge.id()));
    if (payment.isEmpty() && !charge.flag().equals(Optional.of(Flag.UNSEEN))) {
      add(Kind.PAYMENT_MISSING_THERE, charge.id(), amount(charge));
    }
    payment
        .filter(it -> it.amount() != charge.amount())
        .ifPresent(
            it -> add(Kind.AMOUNT_DIFFERS, charge.id(), charge.amount() + " and " + it.amount()));
    boolean back = refunded.containsKey(charge.id());
    if (back && charge.state() != State.REFUNDED) {
      add(Kind.REFUND_MISSING_HERE, charge.id(), amount(charge));
    }
    if (!back && charge.state() == State.REFUNDED) {
      add(Kind.REFUND_MISSING_THERE, charge.id(), amount(charge));
    }
  }

  private void unknown(List<Charge> charges) {
    var known = charges.stream().map(Charge::id).collect(Collectors.toSet());
    paid.values().stream()
        .filter(it -> !known.contains(it.charge()))
        .sorted((a, b) -> a.charge().compareTo(b.charge()))
        .forEach(
            it ->
                add(
                    Kind.PAYMENT_MISSING_HERE,
                    it.charge(),
                    it.amount()
                        + " XTR"
                        + (refunded.containsKey(it.charge()) ? ", given back" : "")));
  }

  private void add(Kind kind, String charge, String detail) {
    findings.add(new Finding(kind, charge, Objects.requireNonNull(detail)));
  }

  private static String amount(Charge charge) {
    return charge.amount() + " " + charge.currency();
  }

  private static Map<String, StarTransaction> byCharge(
      List<StarTransaction> transactions, boolean refund) {
    return transactions.stream()
        .filter(it -> it.refund() == refund)
        .collect(Collectors.toMap(StarTransaction::charge, Function.identity(), (a, _) -> a));
  }
}
