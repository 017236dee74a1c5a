// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.kafka.TopicSettings;
import chappe.common.lifecycle.Closer;
import chappe.common.lifecycle.RunUntilStopped;
import chappe.common.lifecycle.Supervisor;
import chappe.common.settings.GeneralSettings;
import chappe.common.settings.Settings;
import chappe.embedded.EmbeddedParts.Part;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `chappe infra`.
@Command(
    name = "infra",
    description =
        "Only Kafka, PostgreSQL and Redis, ready to use; prints their addresses as NAME=value and"
            + " stays until stopped.")
final class InfraCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final DataOptions data;

  InfraCommand(Terminal terminal, Home home) {
    this.terminal = terminal;
    this.data = new DataOptions(home);
  }

  @Override
  public Integer call() {
    Settings given =
        Loaded.settings(List.of(PartsSettings.class, TopicSettings.class, DispatcherName.class));
    KafkaEnd.tell(terminal);
    Closer running = Closer.opening(closer -> open(closer, given));
    return RunUntilStopped.run(running, new Supervisor());
  }

  private Closer open(Closer closer, Settings given) {
    Stopping.early(closer);
    var servers =
        closer.add(
            "servers",
            Stopping.SERVERS,
            Infrastructure.start(
                data.folder(),
                data.fresh(),
                given.read(PartsSettings.class),
                EnumSet.allOf(Part.class),
                given.read(GeneralSettings.class).environment()));
    Preparation.run(given.with(servers.addresses()));
    servers.addresses().forEach((name, value) -> terminal.out().println(name + "=" + value));
    terminal.out().flush();
    terminal.err().println("✅ Ready; data in " + data.folder() + "; Ctrl-C stops.");
    return closer;
  }
}
