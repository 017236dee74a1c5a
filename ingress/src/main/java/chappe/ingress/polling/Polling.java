// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.polling;

import chappe.common.lifecycle.Supervisor;
import chappe.common.metrics.Metrics;
import chappe.common.settings.BotSettings;
import chappe.common.telegram.BotApi;
import chappe.ingress.update.UpdateLog;
import chappe.ingress.update.WantedKinds;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/// What polling needs, put together. Immutable.
///
/// @param instance this instance's name, which no other running one has
/// @param kinds which kinds of update are wanted for which bot
/// @param deleteWebhook whether a webhook that stands in the way is deleted, keeping what waits
public record Polling(
    BotApi api,
    UpdateLog updates,
    Jdbi jdbi,
    String instance,
    WantedKinds kinds,
    boolean deleteWebhook) {
  /// Starts polling for each bot that no other instance polls.
  public Pollers start(List<BotSettings> bots, Supervisor supervisor, Metrics metrics) {
    Map<String, UpdateSource> sources =
        bots.stream()
            .collect(
                Collectors.toMap(
                    BotSettings::name,
                    it ->
                        new GetUpdates(api, it.token(), () -> kinds.of(it.name()), deleteWebhook)));
    return new Pollers(sources, new Leases(jdbi, instance), updates, supervisor, metrics);
  }
}
