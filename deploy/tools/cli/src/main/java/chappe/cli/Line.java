// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.database.DatabaseSettings;
import chappe.common.lifecycle.Closer;
import chappe.common.lifecycle.Service;
import chappe.common.lifecycle.Supervisor;
import chappe.common.settings.GeneralSettings;
import chappe.common.settings.PaymentSettings;
import chappe.common.settings.Settings;
import chappe.common.telegram.BotApi;
import chappe.common.telegram.CallSettings;
import chappe.dispatcher.BotTables;
import chappe.ingress.IngressMain;
import chappe.payments.PaymentsMain;
import chappe.scheduler.SchedulerMain;
import chappe.sender.SenderMain;
import chappe.simulator.Simulator;
import chappe.simulator.SimulatorMain;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The whole line in this process.
record Line(Plan plan, Path bots, Supervisor supervisor, Closer closer) {
  /// Starts from the far end, so that who comes later finds whom it needs, and says where all is.
  ///
  /// @return what closes all of it
  Closer start(DataOptions data, Terminal terminal) {
    Stopping.early(closer);
    terminal.err().println("Starting …");
    var servers = closer.add("servers", Stopping.SERVERS, servers(data));
    Settings settings = plan.settings().with(servers.addresses());
    Preparation.run(settings);
    BotTables.migrate(settings.read(DatabaseSettings.class), bots);
    Optional<Simulator> simulator =
        plan.simulated().map(_ -> closer.add("simulator", SimulatorMain.start(settings)));
    Settings all =
        simulator
            .map(it -> settings.with(plan.simulated().orElseThrow().settings(it.url())))
            .orElse(settings);
    Services services = services(all, terminal);
    simulator.ifPresent(it -> register(all, it.url(), services));
    new Directory(simulator, services, plan, servers).print(terminal, address(all));
    return closer;
  }

  private Infrastructure servers(DataOptions data) {
    var general = plan.settings().read(GeneralSettings.class);
    return Infrastructure.start(
        data.folder(), data.fresh(), plan.parts(), plan.parts().missing(), general.environment());
  }

  private Services services(Settings settings, Terminal terminal) {
    return Closer.opening(
        starting -> {
          Service sender = starting.add("sender", SenderMain.start(settings, supervisor));
          Service scheduler = starting.add("scheduler", SchedulerMain.start(settings, supervisor));
          Service dispatcher =
              starting.add(
                  "dispatcher", WatchedDispatcher.start(settings, bots, supervisor, terminal));
          Optional<Service> payments =
              Optional.of(settings)
                  .filter(it -> it.read(PaymentSettings.class).enabled())
                  .map(it -> starting.add("payments", PaymentsMain.start(it, supervisor)));
          Service ingress = starting.add("ingress", IngressMain.start(settings, supervisor));
          return closer.add(
              "services",
              Stopping.SERVICES.plusSeconds(1),
              new Services(
                  Stream.concat(
                          Stream.of(ingress, dispatcher, sender, scheduler), payments.stream())
                      .toList()));
        });
  }

  private void register(Settings settings, URI simulator, Services services) {
    try (BotApi api = new BotApi(simulator, settings.read(CallSettings.class), System::nanoTime)) {
      plan.simulated()
          .orElseThrow()
          .register(
              api,
              URI.create(
                  address(settings) + ":" + services.named("ingress").port() + "/webhook/demo"));
    }
  }

  /// Where this machine reaches its own services.
  private static String address(Settings settings) {
    String bound = settings.read(GeneralSettings.class).bindAddress();
    return "http://" + (bound.equals("0.0.0.0") || bound.equals("::") ? "127.0.0.1" : bound);
  }
}
