// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.lifecycle.Closer;
import chappe.common.lifecycle.RunUntilStopped;
import chappe.common.lifecycle.Supervisor;
import chappe.common.settings.Settings;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `chappe up`.
@Command(
    name = "up",
    description =
        "Everything in one go: Kafka, PostgreSQL, Redis, a simulated Telegram, all services and the"
            + " demo bot. With BOT_TOKEN set it talks to the real Telegram.")
final class UpCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final DataOptions data;

  @Mixin private final BotOptions bots;

  @Option(names = "--no-simulator", description = "use the Bot API server of TELEGRAM_API_URL")
  private boolean noSimulator;

  UpCommand(Terminal terminal, Home home) {
    this.terminal = terminal;
    this.bots = new BotOptions(home);
    this.data = new DataOptions(home);
  }

  @Override
  public Integer call() {
    Path jars = bots.jars();
    Plan plan = Plan.of(ApiToken.given(Settings.load(), data.folder()), noSimulator);
    terminal.err().println(Settings.LOADED);
    KafkaEnd.tell(terminal);
    Supervisor supervisor = new Supervisor();
    Closer running =
        Closer.opening(closer -> new Line(plan, jars, supervisor, closer).start(data, terminal));
    return RunUntilStopped.run(running, supervisor);
  }
}
