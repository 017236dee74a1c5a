// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import chappe.common.metrics.Metrics;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.util.Locale;

/// What is counted of slots. Thread-safe.
public final class SlotMetrics {
  private final Counter evaluations;
  private final Counter slots;
  private final Gauge waiting;
  private final Histogram waited;
  private final Counter pauses;
  private final Gauge away;

  public SlotMetrics(Metrics metrics) {
    evaluations =
        metrics.counter("chappe_sender_evaluations_total", "batches asked of the books", "bot");
    slots =
        metrics.counter(
            "chappe_sender_slots_total",
            "slots: granted, and of those missed, by time, a pause or a takeover",
            "bot",
            "lane",
            "outcome");
    waiting =
        metrics.gauge("chappe_sender_waiting", "commands that wait for their slot", "bot", "lane");
    waited =
        Histogram.build("chappe_sender_wait_seconds", "how long commands waited for their slot")
            .labelNames("bot", "lane")
            .buckets(.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300, 1800)
            .register(metrics.registry());
    pauses =
        metrics.counter(
            "chappe_sender_pauses_total", "pauses that Telegram asked for", "bot", "scope");
    away = metrics.gauge("chappe_sender_books_away", "1 while Redis does not answer", "bot");
  }

  void evaluated(String bot) {
    evaluations.labels(bot).inc();
  }

  void granted(String bot, Rank rank) {
    slots.labels(bot, label(rank), "granted").inc();
  }

  void missed(String bot, Rank rank) {
    slots.labels(bot, label(rank), "missed").inc();
  }

  void waits(String bot, Rank rank, int change) {
    waiting.labels(bot, label(rank)).inc(change);
  }

  void waited(String bot, Rank rank, long micros) {
    waited.labels(bot, label(rank)).observe(micros / 1e6);
  }

  void paused(String bot, boolean wholeBot) {
    pauses.labels(bot, wholeBot ? "bot" : "chat").inc();
  }

  void away(String bot, boolean now) {
    away.labels(bot).set(now ? 1 : 0);
  }

  private static String label(Rank rank) {
    return rank.name().toLowerCase(Locale.ROOT);
  }
}
