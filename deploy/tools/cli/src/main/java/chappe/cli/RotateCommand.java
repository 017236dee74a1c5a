// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.database.Database;
import chappe.common.database.DatabaseSettings;
import chappe.common.lifecycle.CannotStart;
import chappe.common.settings.BotsSettings;
import chappe.common.settings.Settings;
import chappe.common.settings.TelegramSettings;
import chappe.common.telegram.BotApi;
import chappe.common.telegram.CallSettings;
import chappe.ingress.secrets.ReadSecrets;
import chappe.ingress.secrets.Rotation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `chappe secrets rotate`.
@Command(
    name = "rotate",
    description =
        "Gives a bot a new webhook secret with no update refused: writes it into SECRETS_DIR, waits"
            + " until every running ingress takes it, tells Telegram, and removes the old one when"
            + " nobody uses it any more. Broken off, it may be run again.")
final class RotateCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Terminal terminal;

  @Parameters(paramLabel = "BOT", description = "the bot's name")
  private String bot = "";

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      defaultValue = "60s",
      converter = DurationConverter.class,
      description =
          "how long no request must have come with the old secret (default: ${DEFAULT-VALUE})")
  private Duration grace = Duration.ZERO;

  RotateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Settings settings =
        Loaded.settings(
            List.of(
                BotsSettings.class,
                TelegramSettings.class,
                CallSettings.class,
                DatabaseSettings.class));
    var bots = settings.read(BotsSettings.class);
    var wanted =
        bots.bot(bot)
            .orElseThrow(
                () ->
                    new CannotStart(
                        "❌ There is no bot "
                            + bot
                            + "; there is "
                            + bots.bots().stream()
                                .map(it -> it.name())
                                .collect(Collectors.joining(", "))
                            + "."));
    try (var database = Database.open(settings.read(DatabaseSettings.class), "secrets");
        var api =
            new BotApi(
                settings.read(TelegramSettings.class).apiUrl(),
                settings.read(CallSettings.class),
                System::nanoTime)) {
      new Rotation(
              settings,
              new ReadSecrets(database.jdbi()),
              api,
              new Rotation.Timing(
                  grace, PATIENCE, System::nanoTime, it -> LockSupport.parkNanos(it.toNanos())),
              terminal.out()::println)
          .run(wanted);
    }
    return 0;
  }
}
