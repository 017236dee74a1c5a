// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.database.Database;
import chappe.common.database.DatabaseSettings;
import chappe.common.lifecycle.CannotStart;
import chappe.common.people.Audience;
import chappe.sender.broadcast.Broadcast;
import chappe.sender.broadcast.Broadcast.State;
import chappe.sender.broadcast.Broadcasts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `chappe broadcast`.
@Command(
    name = "broadcast",
    description =
        "Sends a message to many chats, at the rate that Telegram allows and never before replies."
            + " The senders do it: this command only shows how it gets on, and may end.")
final class BroadcastCommand implements Callable<Integer> {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Terminal terminal;

  @Option(names = "--bot", paramLabel = "B", description = "the bot's name (default: demo)")
  private String bot = "demo";

  @Option(
      names = "--file",
      paramLabel = "M",
      description = "the message: a text, or a .json with {\"method\": …, \"params\": {…}}")
  private @Nullable Path file;

  @Option(
      names = "--to",
      paramLabel = "SEGMENT",
      description = "users (default), groups, all, language:xx, or a file ids.csv of chat ids")
  private String to = "users";

  @Option(names = "--rate", paramLabel = "R", description = "messages a second at most")
  private @Nullable Integer rate;

  @Option(names = "--no-wait", description = "does not stay to show how it gets on")
  private boolean goes;

  BroadcastCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  static CommandLine commandLine(Terminal terminal) {
    return new CommandLine(new BroadcastCommand(terminal))
        .addSubcommand(new BroadcastListCommand(terminal))
        .addSubcommand(new BroadcastStateCommands.Show(terminal))
        .addSubcommand(new BroadcastStateCommands.Pause(terminal))
        .addSubcommand(new BroadcastStateCommands.Resume(terminal))
        .addSubcommand(new BroadcastStateCommands.Cancel(terminal));
  }

  static Database database() {
    return Database.open(
        Loaded.settings(List.of(DatabaseSettings.class)).read(DatabaseSettings.class), "broadcast");
  }

  @Override
  public Integer call() throws InterruptedException {
    var message = file;
    if (message == null) {
      throw new CannotStart("❌ chappe broadcast needs --file M, the message.");
    }
    var asked = rate;
    if (asked != null && asked < 1) {
      throw new CannotStart("❌ --rate must be at least 1.");
    }
    var call = BroadcastMessage.read(message);
    var now = InstantSource.system().instant();
    var broadcast =
        new Broadcast(
            Long.toString(now.toEpochMilli(), Character.MAX_RADIX),
            bot,
            call.method(),
            call.params(),
            asked == null ? OptionalInt.empty() : OptionalInt.of(asked),
            State.PREPARING,
            now);
    try (var database = database()) {
      var broadcasts = new Broadcasts(database.jdbi());
      broadcasts.create(broadcast);
      new BroadcastRecipients(to)
          .each(new Audience(database.jdbi()), bot, it -> broadcasts.add(broadcast.id(), it));
      var _ = broadcasts.begin(broadcast.id());
      terminal.out().println(broadcast.id());
      return goes ? 0 : show(terminal, broadcasts, broadcast.id());
    }
  }

  /// Shows how a broadcast gets on until it is over, paused or cancelled.
  static int show(Terminal terminal, Broadcasts broadcasts, String id) throws InterruptedException {
    var clock = InstantSource.system();
    Instant start = clock.instant();
    long before = broadcasts.progress(id).ended();
    while (true) {
      var broadcast = found(broadcasts, id);
      var progress = broadcasts.progress(id);
      var now = clock.instant();
      terminal
          .err()
          .print(
              "\r"
                  + BroadcastProgress.bar(
                      progress, before, Duration.between(start, now), now, ZoneId.systemDefault())
                  + "   ");
      terminal.err().flush();
      if (broadcast.state() != State.RUNNING) {
        terminal.err().println();
        terminal.err().println("✅ " + BroadcastProgress.summary(broadcast, progress));
        return 0;
      }
      var _ = new CountDownLatch(1).await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  static Broadcast found(Broadcasts broadcasts, String id) {
    return broadcasts
        .find(id)
        .orElseThrow(
            () ->
                new CannotStart("❌ There is no broadcast " + id + "; see chappe broadcast list."));
  }
}
