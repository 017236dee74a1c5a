// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.registration;

import chappe.common.metrics.Metrics;
import com.fasterxml.jackson.databind.JsonNode;
import io.prometheus.client.Gauge;

/// What `getWebhookInfo` says, as metrics. Thread-safe.
final class InfoMetrics {
  private final Gauge pending;
  private final Gauge lastError;
  private final Gauge drift;

  InfoMetrics(Metrics metrics) {
    this.pending =
        metrics.gauge(
            "chappe_ingress_webhook_pending", "Updates that wait at Telegram's end.", "bot");
    this.lastError =
        metrics.gauge(
            "chappe_ingress_webhook_last_error_seconds",
            "When Telegram last failed to deliver, in seconds since 1970; 0: never.",
            "bot");
    this.drift =
        metrics.gauge(
            "chappe_ingress_webhook_drift",
            "1 where Telegram's webhook is not the one that the settings ask for.",
            "bot");
  }

  void set(String bot, JsonNode info, boolean differs) {
    pending.labels(bot).set(info.path("pending_update_count").asDouble());
    lastError.labels(bot).set(info.path("last_error_date").asDouble());
    drift.labels(bot).set(differs ? 1 : 0);
  }
}
