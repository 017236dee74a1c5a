// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.metrics.Metrics;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Keeps the gauge of active users up to date: it has to fall, too, when nobody writes.
final class ActiveUsersGauge implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("active-users").factory());

  private ActiveUsersGauge() {}

  static ActiveUsersGauge start(ActiveUsers users, Metrics metrics) {
    var gauge = new ActiveUsersGauge();
    var _ =
        gauge.executor.scheduleAtFixedRate(
            () -> users.count(metrics::activeUsers), 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    return gauge;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
