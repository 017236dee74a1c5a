// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.report;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.record.RecordKey;
import chappe.payments.ledger.Balance;
import chappe.payments.ledger.Books.Flaws;
import chappe.payments.ledger.Charge;
import chappe.payments.ledger.Charge.State;
import chappe.payments.order.Flag;
import chappe.payments.order.Orders;
import chappe.payments.report.Finding.Kind;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Flaws NONE = new Flaws(List.of(), List.of());

  @Test
  void whatAgreesIsNotMentioned() {
    assertThat(
            compared(
                List.of(charge("a", 50, State.BOOKED, null), charge("b", 5, State.REFUNDED, null)),
                paid("a", 50),
                paid("b", 5),
                back("b", 5)))
        .isEmpty();
  }

  @Test
  void whatOnlyOneSideKnowsIsTold() {
    assertThat(compared(List.of(charge("here", 50, State.BOOKED, null)), paid("there", 50)))
        .extracting(Finding::kind, Finding::charge)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Kind.PAYMENT_MISSING_THERE, "here"),
            org.assertj.core.groups.Tuple.tuple(Kind.PAYMENT_MISSING_HERE, "there"));
  }

  @Test
  void amountsAndRefundsAreCompared() {
    assertThat(kinds(compared(List.of(charge("a", 50, State.BOOKED, null)), paid("a", 51))))
        .containsExactly(Kind.AMOUNT_DIFFERS);
    assertThat(
            kinds(
                compared(
                    List.of(charge("a", 50, State.BOOKED, null)), paid("a", 50), back("a", 50))))
        .containsExactly(Kind.REFUND_MISSING_HERE);
    assertThat(kinds(compared(List.of(charge("a", 50, State.REFUNDED, null)), paid("a", 50))))
        .containsExactly(Kind.REFUND_MISSING_THERE);
    // Telegram said CHARGE_ALREADY_REFUNDED, and it is so
    assertThat(
            compared(
                List.of(charge("a", 50, State.REFUNDED, Flag.SECOND_PAYMENT)),
                paid("a", 50),
                back("a", 50)))
        .isEmpty();
  }

  @Test
  void whatIsStillToBeDoneIsTold() {
    assertThat(
            kinds(
                compared(
                    List.of(
                        charge("a", 1, State.REFUND_WANTED, null),
                        charge("b", 1, State.REFUND_BY_HAND, null),
                        charge("c", 1, State.REFUND_FAILED, null),
                        charge("d", 1, State.BOOKED, Flag.FOREIGN_PAYLOAD)),
                    paid("a", 1),
                    paid("b", 1),
                    paid("c", 1),
                    paid("d", 1))))
        .containsExactly(Kind.REFUND_OPEN, Kind.REFUND_BY_HAND, Kind.REFUND_FAILED, Kind.FLAGGED);
  }

  @Test
  void flawsOfTheLedgerAreTold() {
    assertThat(
            kinds(
                Comparison.of(List.of(), List.of(), new Flaws(List.of("x payment"), List.of("y")))))
        .containsExactly(Kind.UNBALANCED, Kind.ORPHAN);
  }

  @Test
  void transactionsOfOtherKindsAreLeftOut() {
    var json =
        Orders.json(
            "[{'id':'a','amount':5,'source':{'type':'user','transaction_type':'invoice_payment'}},"
                + "{'id':'a','amount':5,'receiver':{'type':'user','transaction_type':'invoice_payment'}},"
                + "{'id':'m','amount':5,'source':{'type':'user','transaction_type':'paid_media_payment'}},"
                + "{'id':'w','amount':5,'receiver':{'type':'fragment'}}]");
    assertThat(StarTransaction.read(json)).containsExactly(paid("a", 5), back("a", 5));
  }

  @Test
  void isReadableAndMachineReadable() {
    var report =
        new Report(
            "demo",
            2,
            1,
            List.of(new Balance("telegram", "XTR", BigInteger.valueOf(50))),
            List.of(new Finding(Kind.REFUND_FAILED, "=c1", "Bad Request: \"x\", y")));
    assertThat(report.text())
        .contains("demo: 2 payments", "telegram", "50 XTR", "⚠️ =c1: Telegram refuses");
    assertThat(report.csv()).isEqualTo("demo,refund_failed,'=c1,\"Bad Request: \"\"x\"\", y\"\n");
    assertThat(report.line())
        .isEqualTo(
            "{\"bot\":\"demo\",\"charges\":2,\"transactions\":1,\"balances\":[{\"account\":\"telegram\",\"currency\":\"XTR\",\"amount\":50}],\"findings\":[{\"kind\":\"refund_failed\",\"charge\":\"=c1\",\"detail\":\"Bad"
                + " Request: \\\"x\\\", y\"}]}");
    assertThat(new Report("demo", 0, 0, List.of(), List.of()).text()).contains("✅ All agree");
  }

  private static List<Finding> compared(List<Charge> charges, StarTransaction... transactions) {
    return Comparison.of(charges, List.of(transactions), NONE);
  }

  private static List<Kind> kinds(List<Finding> findings) {
    return findings.stream().map(Finding::kind).toList();
  }

  private static StarTransaction paid(String charge, long amount) {
    return new StarTransaction(charge, amount, false);
  }

  private static StarTransaction back(String charge, long amount) {
    return new StarTransaction(charge, amount, true);
  }

  private static Charge charge(
      String id, long amount, State state, @org.jspecify.annotations.Nullable Flag flag) {
    return new Charge(
        RecordKey.chat("demo", 7),
        id,
        Optional.empty(),
        7,
        "XTR",
        amount,
        "",
        Optional.ofNullable(flag),
        state,
        Optional.empty(),
        Orders.NOON);
  }
}
