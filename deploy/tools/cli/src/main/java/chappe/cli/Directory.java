// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.lifecycle.Service;
import chappe.simulator.Simulator;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;

/// Where everything listens, for a person.
record Directory(
    Optional<Simulator> simulator, Services services, Plan plan, Infrastructure servers) {
  /// Prints one line for each.
  ///
  /// @param address of this machine, with `http://` and without a port
  void print(Terminal terminal, String address) {
    var out = terminal.out();
    out.println();
    simulator.ifPresent(
        it -> line(terminal, "simulator", it.url() + "/   ← open it and type to the bot"));
    for (Service service : services.all()) {
      line(
          terminal,
          service.name(),
          address
              + ":"
              + service.port()
              + (service.name().equals("ingress") ? "/webhook/demo" : ""));
    }
    Map<String, String> embedded = servers.addresses();
    line(
        terminal,
        "Kafka",
        embedded.getOrDefault(PartsSettings.KAFKA, "as " + PartsSettings.KAFKA + " says"));
    line(
        terminal,
        "PostgreSQL",
        embedded.getOrDefault(PartsSettings.DATABASE, "as " + PartsSettings.DATABASE + " says"));
    line(
        terminal,
        "Redis",
        embedded.getOrDefault(PartsSettings.REDIS, "as " + PartsSettings.REDIS + " says"));
    servers.folder().ifPresent(it -> line(terminal, "data", it.toString()));
    out.println();
    out.printf(
        "✅ Ready after %.1f s. Ctrl-C stops.%n",
        ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
  }

  private static void line(Terminal terminal, String name, String where) {
    terminal.out().printf("  %-11s %s%n", name, where);
  }
}
