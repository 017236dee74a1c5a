// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;

/// What the keyed consumer counts and times, as `chappe_{service}_…`. Thread-safe.
final class ConsumerMetrics {
  private static final double NANOS = 1e9;

  private final Histogram handlerSeconds;
  private final Histogram roundSeconds;
  private final Histogram roundRecords;
  private final Counter rounds;
  private final Counter retries;
  private final Counter deadLetters;
  private final Counter redeliveries;
  private final Counter skipped;
  private final Counter fenced;
  private final Counter moved;
  private final Counter aborted;
  private final Gauge inFlight;
  private final Gauge lag;
  private final Gauge windowSeconds;
  private final Gauge mapChars;
  private final Gauge unwritten;

  ConsumerMetrics(String service, CollectorRegistry registry) {
    String prefix = "chappe_" + service + "_";
    handlerSeconds =
        Histogram.build(prefix + "handler_seconds", "Duration of one call of the handler.")
            .exponentialBuckets(0.0001, 4, 10)
            .register(registry);
    roundSeconds =
        Histogram.build(prefix + "round_seconds", "Duration of one round, begin to commit.")
            .exponentialBuckets(0.0005, 2, 14)
            .register(registry);
    roundRecords =
        Histogram.build(prefix + "round_records", "Records finished by one round.")
            .exponentialBuckets(1, 4, 8)
            .register(registry);
    rounds = counter(prefix + "rounds", "Rounds committed.", registry);
    aborted = counter(prefix + "aborted_rounds", "Rounds aborted and sent again.", registry);
    retries = counter(prefix + "retries", "Records whose first attempt failed.", registry);
    deadLetters = counter(prefix + "dead_letters", "Records given up.", registry);
    redeliveries = counter(prefix + "redeliveries", "Records recognised as seen before.", registry);
    skipped =
        counter(prefix + "skipped", "Records finished before the partition came here.", registry);
    fenced =
        counter(prefix + "fenced", "Finished records dropped with their lost partition.", registry);
    moved =
        counter(
            prefix + "moved",
            "Records moved to the partition that their key belongs to.",
            registry);
    inFlight = gauge(prefix + "in_flight_records", "Records read and not yet committed.", registry);
    lag = gauge(prefix + "lag_records", "Records not yet read.", registry);
    windowSeconds =
        Gauge.build(
                prefix + "window_seconds",
                "Age of the oldest id by which redeliveries are recognised.")
            .register(registry);
    unwritten =
        Gauge.build(
                prefix + "unwritten_sessions", "Sessions committed and not yet in the database.")
            .register(registry);
    mapChars =
        Gauge.build(prefix + "map_chars", "Longest completion map of the last round, of 4096.")
            .register(registry);
  }

  private static Counter counter(String name, String help, CollectorRegistry registry) {
    return Counter.build(name, help).register(registry);
  }

  private static Gauge gauge(String name, String help, CollectorRegistry registry) {
    return Gauge.build(name, help).labelNames("topic").register(registry);
  }

  void handled(long nanos) {
    handlerSeconds.observe(nanos / NANOS);
  }

  void committed(int records, long nanos, int longestMap) {
    rounds.inc();
    roundRecords.observe(records);
    roundSeconds.observe(nanos / NANOS);
    mapChars.set(longestMap);
  }

  void aborted() {
    aborted.inc();
  }

  void retried() {
    retries.inc();
  }

  void died() {
    deadLetters.inc();
  }

  void redelivered() {
    redeliveries.inc();
  }

  void skipped() {
    skipped.inc();
  }

  void moved() {
    moved.inc();
  }

  void fenced(int records) {
    fenced.inc(records);
  }

  void reading(String topic, long recordsInFlight, long recordsBehind) {
    inFlight.labels(topic).set((double) recordsInFlight);
    lag.labels(topic).set((double) recordsBehind);
  }

  void unwritten(int sessions) {
    unwritten.set(sessions);
  }

  void window(double seconds) {
    windowSeconds.set(seconds);
  }
}
