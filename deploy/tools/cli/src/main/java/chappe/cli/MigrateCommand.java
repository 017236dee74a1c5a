// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.database.DatabaseSettings;
import chappe.common.database.Migrations;
import chappe.common.settings.Settings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `chappe migrate`.
@Command(name = "migrate", description = "Brings the schemas of the database up to date.")
final class MigrateCommand implements Callable<Integer> {
  private final Terminal terminal;

  MigrateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Settings settings = Loaded.settings(List.of(DatabaseSettings.class));
    var applied = Migrations.migrate(settings.read(DatabaseSettings.class));
    applied.forEach(
        it -> terminal.out().printf("%s %s %s%n", it.schema(), it.version(), it.description()));
    terminal.err().printf("✅ The database is up to date; %d steps were missing.%n", applied.size());
    return 0;
  }
}
