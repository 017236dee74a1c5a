// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `chappe settings`.
@Command(
    name = "settings",
    description =
        "Prints what counts of each setting, and where it comes from; secrets are masked. Mistakes"
            + " are not looked for here: each command tells its own.")
final class SettingsCommand implements Callable<Integer> {
  private final Terminal terminal;

  SettingsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Settings settings = Settings.load();
    settings
        .effective(Loaded.ALL)
        .forEach(
            it -> terminal.out().printf("%-32s %-40s %s%n", it.name(), it.value(), it.source()));
    settings.slips(Loaded.ALL).forEach(it -> terminal.err().println("⚠️ " + it));
    return 0;
  }
}
