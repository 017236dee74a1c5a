// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.settings.Settings;
import chappe.simulator.SimulatorMain;
import chappe.simulator.SimulatorSettings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `chappe simulator`.
@Command(
    name = "simulator",
    description = "A Telegram on this machine: the Bot API and a page to type to a bot.")
final class SimulatorCommand implements Callable<Integer> {
  private final Terminal terminal;

  SimulatorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Settings settings = Loaded.settings(List.of(SimulatorSettings.class));
    return Foreground.run(terminal, _ -> SimulatorMain.start(settings));
  }
}
