// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.firing;

import chappe.common.metrics.Metrics;
import chappe.scheduler.store.Job;
import chappe.scheduler.store.JobKey;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import java.time.Duration;

/// What is counted of firings. No label has more values than there are bots. Thread-safe.
public final class FiringMetrics {
  private final Histogram lateness;
  private final Counter fired;
  private final Counter missed;

  public FiringMetrics(Metrics metrics) {
    lateness =
        Histogram.build(
                "chappe_scheduler_lateness_seconds",
                "From a firing's moment until Kafka has acknowledged it.")
            .labelNames("bot")
            .buckets(
                .001, .002, .003, .005, .01, .02, .04, .08, .16, .32, .64, 1.28, 2.56, 5, 8, 60)
            .register(metrics.registry());
    fired = metrics.counter("chappe_scheduler_fired_total", "firings", "bot");
    missed =
        metrics.counter(
            "chappe_scheduler_missed_total", "firings that were missed and not made up for", "bot");
  }

  void fired(Job job, Duration late) {
    String bot = bot(job.key());
    fired.labels(bot).inc();
    lateness.labels(bot).observe(Math.max(0, late.toNanos() / 1e9));
  }

  void missed(JobKey key, int number) {
    if (number > 0) {
      missed.labels(bot(key)).inc(number);
    }
  }

  private static String bot(JobKey key) {
    return key.recordKey().substring(0, key.recordKey().indexOf(':'));
  }
}
