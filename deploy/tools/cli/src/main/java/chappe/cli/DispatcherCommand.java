// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.settings.Settings;
import chappe.dispatcher.DispatcherMain;
import chappe.dispatcher.DispatcherSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `chappe dispatcher`.
@Command(name = "dispatcher", description = "Runs a bot's handlers on the updates in Kafka.")
final class DispatcherCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Home home;

  @Option(
      names = "--bots",
      paramLabel = "FILE",
      description = "the jar of the bot to run instead of the demo bot")
  private @Nullable Path bots;

  DispatcherCommand(Terminal terminal, Home home) {
    this.terminal = terminal;
    this.home = home;
  }

  @Override
  public Integer call() {
    Settings settings = Loaded.settings(List.of(DispatcherSettings.class));
    Path jar = Optional.ofNullable(bots).orElseGet(home::demoBot);
    return Foreground.run(
        terminal, supervisor -> DispatcherMain.start(settings, Optional.of(jar), supervisor));
  }
}
