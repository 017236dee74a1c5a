// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.metrics.Metrics;
import chappe.common.telegram.Breakers;
import io.prometheus.client.Counter;
import java.time.Duration;
import java.util.function.LongSupplier;

/// What the dispatcher counts and measures. Thread-safe.
final class DispatcherMetrics {
  private final Metrics metrics;
  private final ActiveUsers activeUsers;
  private final LongSupplier nanos;
  private final int attempts;
  private final Counter skipped;
  private final Counter late;
  private final Counter lateAnswers;

  /// Something that a handler does.
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /// @param nanos a monotonic clock
  /// @param attempts after how many a handler's failure is final
  DispatcherMetrics(Metrics metrics, ActiveUsers activeUsers, LongSupplier nanos, int attempts) {
    this.metrics = metrics;
    this.activeUsers = activeUsers;
    this.nanos = nanos;
    this.attempts = attempts;
    lateAnswers =
        metrics.counter(
            "chappe_dispatcher_late_answers_total",
            "answers to buttons dropped, since the press had been acknowledged out of turn");
    skipped =
        metrics.counter(
            "chappe_dispatcher_skipped_updates_total",
            "updates for bots that this group does not have");
    late =
        metrics.counter(
            "chappe_dispatcher_late_checks_total", "checks of payments after their deadline");
  }

  /// The breakers of all bots' questions to Telegram.
  ///
  /// @param open how long an open one stays so
  static Breakers breakers(Metrics metrics, Duration open) {
    return new Breakers(
        metrics.gauge(
            "chappe_dispatcher_breaker", "circuit breakers by their state", "bot", "state"),
        open);
  }

  /// After how many attempts a failure is final.
  int attempts() {
    return attempts;
  }

  void lateAnswer() {
    lateAnswers.inc();
  }

  void skipped() {
    skipped.inc();
  }

  /// A check came after its deadline.
  void late() {
    late.inc();
  }

  void ignored(String bot) {
    metrics.message(bot, Metrics.OTHER, "ignored");
  }

  void seen(String bot, long user) {
    activeUsers.seen(bot, user);
  }

  /// Runs a handler; each update counts once, when it is done for good, each failure counts.
  void measured(String bot, RegisteredRoute route, int attempt, Work work) throws Exception {
    try {
      measured(bot, route.label(), work);
      metrics.message(bot, route.command(), "ok");
    } catch (Exception | Error e) {
      if (attempt >= attempts) {
        metrics.message(bot, route.command(), "failed");
      }
      throw e;
    }
  }

  /// Runs what is no handler of an update; each failure counts.
  ///
  /// @param label its name in the metrics
  void measured(String bot, String label, Work work) throws Exception {
    long start = nanos.getAsLong();
    try {
      work.run();
    } catch (Exception | Error e) {
      metrics.error(bot, e.getClass().getSimpleName());
      throw e;
    } finally {
      metrics.response(bot, label, Duration.ofNanos(nanos.getAsLong() - start));
    }
  }
}
