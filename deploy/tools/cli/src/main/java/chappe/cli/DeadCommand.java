// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.dead.DeadLetterBox;
import chappe.common.kafka.KafkaSettings;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `chappe dead` and the commands below it.
@Command(
    name = "dead",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Works with dead letters: records that a service could not handle.",
      "Each has a PLACE for a name, as `list` prints it: {service}-{partition}@{offset}, such as"
          + " dispatcher-3@17."
    })
final class DeadCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private DeadCommand() {}

  static CommandLine commandLine(Terminal terminal) {
    return new CommandLine(new DeadCommand())
        .addSubcommand(new DeadListCommand(terminal))
        .addSubcommand(new DeadShowCommand(terminal))
        .addSubcommand(new DeadRetryCommand(terminal))
        .addSubcommand(new DeadDropCommand(terminal));
  }

  /// Without a command: what there is.
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /// The letters of the Kafka that is set.
  static DeadLetterBox box() {
    var settings = Loaded.settings(List.of(KafkaSettings.class));
    return new DeadLetterBox(settings.read(KafkaSettings.class).clients(), InstantSource.system());
  }
}
