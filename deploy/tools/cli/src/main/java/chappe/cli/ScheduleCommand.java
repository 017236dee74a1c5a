// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `chappe schedule` and the commands below it.
@Command(
    name = "schedule",
    synopsisSubcommandLabel = "COMMAND",
    description = "Works with jobs, through the scheduler at SCHEDULER_URL.")
final class ScheduleCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private ScheduleCommand() {}

  static CommandLine commandLine(Terminal terminal, Home home) {
    return new CommandLine(new ScheduleCommand())
        .addSubcommand(new ScheduleListCommand(terminal, home))
        .addSubcommand(new ScheduleAddCommand(terminal, home))
        .addSubcommand("cancel", new ScheduleChangeCommand(terminal, home, "cancel"))
        .addSubcommand("pause", new ScheduleChangeCommand(terminal, home, "pause"))
        .addSubcommand("resume", new ScheduleChangeCommand(terminal, home, "resume"))
        .addSubcommand("run", new ScheduleChangeCommand(terminal, home, "run"));
  }

  /// Without a command: what there is.
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
