// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress;

import chappe.common.database.Database;
import chappe.common.http.Health;
import chappe.common.http.ServerOptions;
import chappe.common.http.ServiceServer;
import chappe.common.lifecycle.Closer;
import chappe.common.lifecycle.Supervisor;
import chappe.common.metrics.Metrics;
import chappe.common.settings.Settings;
import chappe.common.telegram.BotApi;
import chappe.ingress.polling.Pollers;
import chappe.ingress.polling.Polling;
import chappe.ingress.update.UpdateLog;
import chappe.ingress.update.WantedKinds;
import io.javalin.config.RoutesConfig;
import java.util.function.Consumer;

/// What both doors are made of.
///
/// @param all the settings, to be read anew
/// @param ours as they were at the start
/// @param instance this instance's name
record Parts(
    Settings all,
    IngressSettings ours,
    String instance,
    UpdateLog updates,
    WantedKinds kinds,
    Database database,
    BotApi api,
    Supervisor supervisor,
    Metrics metrics) {
  /// Starts listening.
  ServiceServer serve(Closer closer, Health health, Consumer<RoutesConfig> routes) {
    var options =
        new ServerOptions(
            IngressMain.NAME, ours.general().bindAddress(), "INGRESS_PORT", ours.port());
    return closer.add(
        "server",
        IngressMain.DRAIN.plus(Closer.STEP),
        ServiceServer.start(
            options.drain(IngressMain.DRAIN).threads(ServerOptions.Threads.OWN),
            health,
            metrics,
            routes));
  }

  /// Starts polling.
  Pollers poll() {
    return new Polling(api, updates, database.jdbi(), instance, kinds, ours.registerWebhook())
        .start(ours.bots().bots(), supervisor, metrics);
  }
}
