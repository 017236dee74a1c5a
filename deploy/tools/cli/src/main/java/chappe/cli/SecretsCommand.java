// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `chappe secrets` and the command below it.
@Command(
    name = "secrets",
    synopsisSubcommandLabel = "COMMAND",
    description = "Changes secrets while the line runs.")
final class SecretsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private SecretsCommand() {}

  static CommandLine commandLine(Terminal terminal) {
    return new CommandLine(new SecretsCommand()).addSubcommand(new RotateCommand(terminal));
  }

  /// Without a command: what there is.
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
