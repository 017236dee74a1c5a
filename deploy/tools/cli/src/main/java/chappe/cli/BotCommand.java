// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `chappe bot`.
@Command(
    name = "bot",
    description = "Helps whoever writes a bot.",
    synopsisSubcommandLabel = "COMMAND")
final class BotCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private BotCommand() {}

  static CommandLine commandLine(Terminal terminal) {
    return new CommandLine(new BotCommand()).addSubcommand(new NewBotCommand(terminal));
  }

  /// Without a command: what there is.
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
