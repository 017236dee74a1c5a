// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The `chappe` command. Ends with 0; with 2 and one clear line for what a person can cure; with 1
/// for a fault of ours.
@Command(
    name = "chappe",
    description = "Runs Telegram bots on Kafka.",
    synopsisSubcommandLabel = "COMMAND")
public final class ChappeMain implements Runnable {
  private final Terminal terminal;

  private ChappeMain(Terminal terminal) {
    this.terminal = terminal;
  }

  public static void main(String[] arguments) {
    int code = commandLine(Terminal.ofProcess(), Home.ofProcess()).execute(arguments);
    System.exit(code);
  }

  static CommandLine commandLine(Terminal terminal, Home home) {
    CommandLine bench =
        new BenchCommand(terminal, home)
            .commandLine()
            .addSubcommand(new ChaosKeyedCommand(terminal, home))
            .addSubcommand(new IngressFuzzCommand(terminal))
            .addSubcommand(new IngressChaosCommand(terminal));
    CommandLine all = new CommandLine(new ChappeMain(terminal));
    all.addSubcommand(new UpCommand(terminal, home))
        .addSubcommand(new InfraCommand(terminal, home))
        .addSubcommand(new IngressCommand(terminal))
        .addSubcommand(new DispatcherCommand(terminal, home))
        .addSubcommand(new SenderCommand(terminal))
        .addSubcommand(new SchedulerCommand(terminal, home))
        .addSubcommand(ScheduleCommand.commandLine(terminal, home))
        .addSubcommand(PaymentsCommand.commandLine(terminal))
        .addSubcommand(new SimulatorCommand(terminal))
        .addSubcommand(new TopicsCommand(terminal))
        .addSubcommand(new MigrateCommand(terminal, home))
        .addSubcommand(new ForgetCommand(terminal))
        .addSubcommand(new SettingsCommand(terminal))
        .addSubcommand(BroadcastCommand.commandLine(terminal))
        .addSubcommand(SecretsCommand.commandLine(terminal))
        .addSubcommand(bench)
        .addSubcommand(DeadCommand.commandLine(terminal))
        .addSubcommand(BotCommand.commandLine(terminal))
        .setParameterExceptionHandler(ChappeMain::misused)
        .setExecutionExceptionHandler((e, _, _) -> Failures.report(e, terminal))
        .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    helpful(all);
    all.getCommandSpec().version("Chappe 0.1");
    return all;
  }

  private static void helpful(CommandLine command) {
    command.getCommandSpec().mixinStandardHelpOptions(true);
    command.getSubcommands().values().forEach(ChappeMain::helpful);
  }

  /// Without a command: what there is.
  @Override
  public void run() {
    CommandLine.usage(commandLine(terminal, Home.ofProcess()), terminal.out());
  }

  private static int misused(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    var meant =
        e instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.<String>of();
    command
        .getErr()
        .println(
            "❌ "
                + e.getMessage()
                + (meant.isEmpty() ? "" : " (did you mean " + String.join(" or ", meant) + "?)")
                + "; "
                + name
                + " --help tells what there is.");
    return CommandLine.ExitCode.USAGE;
  }
}
