// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.settings.Settings;
import chappe.scheduler.SchedulerMain;
import chappe.scheduler.SchedulerSettings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `chappe scheduler`.
@Command(name = "scheduler", description = "Keeps jobs and fires them at their moments.")
final class SchedulerCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Home home;

  SchedulerCommand(Terminal terminal, Home home) {
    this.terminal = terminal;
    this.home = home;
  }

  @Override
  public Integer call() {
    Settings settings =
        Loaded.checked(
            ApiToken.given(Settings.load(), home.data()), List.of(SchedulerSettings.class));
    return Foreground.run(terminal, supervisor -> SchedulerMain.start(settings, supervisor));
  }
}
