// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.secrets;

import chappe.common.metrics.Metrics;
import io.prometheus.client.Gauge;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How old secrets are: a gauge, and once an hour a WARN line for each that is too old. Confined to
/// the one thread that looks.
final class SecretAges {
  private static final Logger log = LoggerFactory.getLogger(SecretAges.class);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final double SECONDS_A_DAY = Duration.ofDays(1).toSeconds();

  private final SecretRegistry secrets;
  private final LongSupplier nanos;
  private final Gauge age;
  private long due;

  /// Prepared; [#look] looks.
  ///
  /// @param service such as `ingress`
  /// @param nanos a monotonic clock in nanoseconds
  SecretAges(SecretRegistry secrets, String service, Metrics metrics, LongSupplier nanos) {
    this.secrets = secrets;
    this.nanos = nanos;
    this.due = nanos.getAsLong();
    this.age =
        metrics.gauge(
            "chappe_" + service + "_secret_age_days",
            "Days since a secret's file was changed.",
            "name");
  }

  /// Looks once, which does something once an hour.
  void look() {
    if (nanos.getAsLong() - due < 0) {
      return;
    }
    due = nanos.getAsLong() + HOUR.toNanos();
    for (String name : secrets.names()) {
      secrets.age(name).ifPresent(it -> age.labels(name).set(it.toSeconds() / SECONDS_A_DAY));
    }
    secrets.warnings().forEach(log::warn);
  }
}
