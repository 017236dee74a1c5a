// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.metrics.Metrics;
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
    skipped =
        metrics.counter(
            "chappe_dispatcher_skipped_updates_total",
            "updates for bots that this group does not have");
  }

  void skipped() {
    skipped.inc();
  }

  void ignored(String bot) {
    metrics.message(bot, Metrics.OTHER, "ignored");
  }

  void seen(String bot, long user) {
    activeUsers.seen(bot, user);
  }

  /// Runs a handler; each update counts once, when it is done for good, each failure counts.
  void measured(String bot, RegisteredRoute route, int attempt, Work work) throws Exception {
    long start = nanos.getAsLong();
    try {
      work.run();
      metrics.message(bot, route.command(), "ok");
    } catch (Exception | Error e) {
      metrics.error(bot, e.getClass().getSimpleName());
      if (attempt >= attempts) {
        metrics.message(bot, route.command(), "failed");
      }
      throw e;
    } finally {
      metrics.response(bot, route.label(), Duration.ofNanos(nanos.getAsLong() - start));
    }
  }
}
