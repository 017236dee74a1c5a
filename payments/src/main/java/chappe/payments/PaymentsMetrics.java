// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments;

import chappe.common.metrics.Metrics;
import chappe.payments.ledger.Charge;
import chappe.payments.order.Flag;
import chappe.payments.order.Refusal;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import java.time.Duration;

/// What payments count. No label has more values than there are bots, currencies of Telegram,
/// refusals and flags. Thread-safe.
final class PaymentsMetrics {
  private final Counter orders;
  private final Counter paid;
  private final Counter refused;
  private final Counter verdicts;
  private final Counter refunds;
  private final Histogram answers;

  PaymentsMetrics(Metrics metrics) {
    orders = metrics.counter("chappe_payments_orders_total", "orders asked for", "bot", "outcome");
    paid =
        metrics.counter(
            "chappe_payments_paid_total",
            "payments told of: fulfilled, or why nothing was given for them; a redelivered one"
                + " counts again",
            "bot",
            "currency",
            "outcome");
    refused =
        metrics.counter(
            "chappe_payments_refused_total",
            "payments refused before they were made",
            "bot",
            "reason");
    verdicts =
        metrics.counter(
            "chappe_payments_verdicts_total",
            "words of bots before a payment: decided, or too late",
            "bot",
            "outcome");
    refunds =
        metrics.counter(
            "chappe_payments_refunds_total",
            "how asking Telegram for a refund ended",
            "bot",
            "outcome");
    answers =
        metrics.histogram(
            "chappe_payments_answer_seconds",
            "from a pre-checkout query's receipt to its answer, without the bot's own check",
            "bot");
  }

  void order(String bot, String outcome) {
    orders.labels(bot, outcome).inc();
  }

  void paid(Charge charge) {
    paid.labels(
            charge.bot(),
            charge
                    .flag()
                    .filter(it -> it == Flag.CURRENCY || it == Flag.FOREIGN_PAYLOAD)
                    .isPresent()
                ? Metrics.OTHER
                : charge.currency(),
            charge.flag().map(Flag::label).orElse("fulfilled"))
        .inc();
  }

  void refused(String bot, Refusal refusal) {
    refused.labels(bot, refusal.label()).inc();
  }

  /// A query whose answer nobody waits for any more.
  void late(String bot) {
    refused.labels(bot, "late").inc();
  }

  void verdict(String bot, boolean decided) {
    verdicts.labels(bot, decided ? "decided" : "late").inc();
  }

  void refund(String bot, String outcome) {
    refunds.labels(bot, outcome).inc();
  }

  void answered(String bot, Duration took) {
    answers.labels(bot).observe(Math.max(0, took.toNanos()) / 1e9);
  }
}
