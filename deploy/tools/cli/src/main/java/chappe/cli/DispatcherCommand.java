// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.settings.Settings;
import chappe.dispatcher.DispatcherMain;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `chappe dispatcher`.
@Command(name = "dispatcher", description = "Runs a bot's handlers on the updates in Kafka.")
final class DispatcherCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final BotOptions bots;

  @Option(
      names = "--rollback",
      description = "Announce the bot's commands and needs although a newer build has done so.")
  private boolean rollback;

  DispatcherCommand(Terminal terminal, Home home) {
    this.terminal = terminal;
    this.bots = new BotOptions(home);
  }

  @Override
  public Integer call() {
    Settings settings = Loaded.settings(List.of());
    Path jars = bots.jars();
    return Foreground.run(
        terminal,
        supervisor -> {
          var service = DispatcherMain.start(settings, Optional.of(jars), rollback, supervisor);
          Loaded.warn(settings);
          return service;
        });
  }
}
