// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.database.DatabaseSettings;
import chappe.common.database.Migrations;
import chappe.common.lifecycle.CannotStart;
import chappe.common.settings.Environment;
import chappe.common.settings.GeneralSettings;
import chappe.common.settings.Settings;
import chappe.dispatcher.BotTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `chappe migrate`.
@Command(
    name = "migrate",
    description =
        "Brings the schemas of the database and of the bots up to date, or takes steps of one of"
            + " them back.")
final class MigrateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--undo",
      paramLabel = "SCHEMA",
      description = {
        "takes the latest step of this schema back, with what its tables hold; stop the services"
            + " first, and start an older version of them afterwards: this one takes the step again"
      })
  private @Nullable String undo;

  @Option(
      names = "--to",
      paramLabel = "VERSION",
      description = "with --undo: takes all steps after this version back; 0 is before the first")
  private @Nullable String to;

  @Option(names = "--yes", description = "with --undo: in production, where data would be lost")
  private boolean yes;

  @ArgGroup private MigrateView view = new MigrateView();

  @Mixin private final BotOptions bots;

  MigrateCommand(Terminal terminal, Home home) {
    this.terminal = terminal;
    this.bots = new BotOptions(home);
  }

  @Override
  public Integer call() {
    Settings settings = Loaded.settings(List.of(DatabaseSettings.class));
    String schema = undo;
    if (view.isAsked()) {
      if (schema != null || to != null || yes) {
        throw new CannotStart("❌ --undo, --to and --yes do not go with a look at the steps.");
      }
      return view.show(settings.read(DatabaseSettings.class), bots, terminal);
    }
    if (schema != null) {
      return undo(settings, schema);
    }
    if (to != null || yes) {
      throw new CannotStart("❌ --to and --yes go with --undo SCHEMA.");
    }
    var applied = new ArrayList<>(Migrations.migrate(settings.read(DatabaseSettings.class)));
    bots.present()
        .ifPresent(
            it -> applied.addAll(BotTables.migrate(settings.read(DatabaseSettings.class), it)));
    print(applied);
    terminal.err().printf("✅ The database is up to date; %d steps were missing.%n", applied.size());
    return 0;
  }

  private int undo(Settings settings, String schema) {
    if (!yes && settings.read(GeneralSettings.class).environment() == Environment.PRODUCTION) {
      throw new CannotStart(
          "❌ In production --undo needs --yes: what the tables of "
              + schema
              + " hold would be lost.");
    }
    var database = settings.read(DatabaseSettings.class);
    var undone =
        schema.startsWith("bot_")
            ? BotTables.undo(database, bots.jars(), schema, Optional.ofNullable(to))
            : Migrations.undo(database, schema, Optional.ofNullable(to));
    print(undone);
    terminal.err().printf("✅ %d steps of %s were taken back.%n", undone.size(), schema);
    return 0;
  }

  private void print(List<Migrations.Applied> steps) {
    steps.forEach(
        it -> terminal.out().printf("%s %s %s%n", it.schema(), it.version(), it.description()));
  }
}
