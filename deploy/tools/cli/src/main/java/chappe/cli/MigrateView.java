// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.database.DatabaseSettings;
import chappe.common.database.Drift;
import chappe.common.database.Migrations;
import chappe.common.database.Steps;
import chappe.dispatcher.BotTables;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/// What `chappe migrate` does instead of migrating: one of these.
final class MigrateView {
  @Option(
      names = "--dry-run",
      description = "prints the SQL of the steps that are missing, and does nothing")
  private boolean dryRun;

  @Option(
      names = "--check",
      description = {
        "compares the database with the steps: those that failed or were changed afterwards, and"
            + " columns, types, defaults and indexes that were changed by hand; exit code 1 where"
            + " something differs. Needs the right to create a database for a moment"
      })
  private boolean check;

  @Option(names = "--info", description = "lists all steps and how it stands with them")
  private boolean info;

  @Option(
      names = "--repair",
      description = "takes failed steps out of the history and writes the steps down as they are")
  private boolean repair;

  boolean isAsked() {
    return dryRun || check || info || repair;
  }

  /// Does it for our schemas and those of the bots.
  ///
  /// @return the exit code
  int show(DatabaseSettings database, BotOptions bots, Terminal terminal) {
    List<String> told = new ArrayList<>();
    Consumer<Steps> looked = steps -> told.addAll(look(steps, database));
    Migrations.SCHEMAS.stream().map(Steps::ours).forEach(looked);
    if (check) {
      told.addAll(Drift.of(database, Migrations.SCHEMAS.stream().map(Steps::ours).toList()));
    }
    bots.present().ifPresent(jars -> BotTables.each(jars, looked));
    told.forEach(terminal.out()::println);
    if (check) {
      terminal
          .err()
          .println(
              told.isEmpty()
                  ? "✅ The database is as its steps make it."
                  : "❌ The database differs from its steps.");
    }
    return check && !told.isEmpty() ? 1 : 0;
  }

  private List<String> look(Steps steps, DatabaseSettings database) {
    if (dryRun) {
      return steps.pending(database).stream()
          .map(
              it ->
                  "-- %s %s %s%n%s"
                      .formatted(it.schema(), it.version(), it.description(), it.sql().strip()))
          .toList();
    }
    if (info) {
      return steps.all(database).stream()
          .map(
              it ->
                  "%s %s %s %s".formatted(it.schema(), it.version(), it.state(), it.description()))
          .toList();
    }
    if (repair) {
      return steps.repair(database).stream().map(it -> steps.schema() + ": " + it).toList();
    }
    List<String> mistakes = new ArrayList<>(steps.mistakes(database));
    if (!Migrations.SCHEMAS.contains(steps.schema())) {
      mistakes.addAll(Drift.of(database, List.of(steps)));
    }
    return mistakes;
  }
}
