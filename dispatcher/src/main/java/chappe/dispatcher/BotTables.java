// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Bot;
import chappe.common.database.DatabaseSettings;
import chappe.common.database.Migrations;
import chappe.common.database.Steps;
import chappe.common.lifecycle.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The tables of authors: the steps in `db/migration` of a bot's jar (`V1__notes.sql`, and
/// `U1__notes.sql` beside it, which takes it back) for a schema of the bot's own.
public final class BotTables {
  private static final String STEPS = "db/migration/";

  private BotTables() {}

  /// The schema of a bot: `bot_` and its name, with underscores for hyphens.
  public static String schema(String bot) {
    return "bot_" + bot.replace('-', '_');
  }

  /// Brings the schemas of bots up to date; blocks until it is done. Nothing happens for a jar
  /// without steps.
  ///
  /// @param jars a jar, or a folder of jars
  /// @return the steps that were missing
  /// @throws CannotStart where the jar has no bot, or a step fails
  public static List<Migrations.Applied> migrate(DatabaseSettings settings, Path jars) {
    List<Migrations.Applied> applied = new ArrayList<>();
    withSteps(
        jars,
        (folder, schemas) ->
            schemas.forEach(it -> applied.addAll(Migrations.migrate(settings, it, folder))));
    return applied;
  }

  /// Takes steps of a bot's schema back, as [Migrations#undo] does.
  ///
  /// @throws CannotStart where no bot of the jar has that schema, or a step cannot be taken back
  public static List<Migrations.Applied> undo(
      DatabaseSettings settings, Path jars, String schema, Optional<String> to) {
    List<Migrations.Applied> undone = new ArrayList<>();
    List<String> known = new ArrayList<>();
    withSteps(
        jars,
        (folder, schemas) -> {
          if (schemas.contains(schema)) {
            known.add(schema);
            undone.addAll(Migrations.undo(settings, schema, folder, to));
          }
        });
    if (known.isEmpty()) {
      throw new CannotStart("❌ No bot of " + jars + " has the schema " + schema + ".");
    }
    return undone;
  }

  /// Shows the steps of each bot's schema that has some.
  ///
  /// @param shown must be done with them when it returns
  public static void each(Path jars, Consumer<Steps> shown) {
    withSteps(jars, (folder, schemas) -> schemas.forEach(it -> shown.accept(Steps.in(it, folder))));
  }

  private static void withSteps(Path jars, Work work) {
    Bots.jars(jars).forEach(it -> withStepsOf(it, work));
  }

  private static void withStepsOf(Path jar, Work work) {
    try (Bots bots = Bots.in(jar)) {
      var folder = Files.createTempDirectory("chappe-steps-");
      try {
        if (extract(jar, folder)) {
          work.run(folder, bots.all().stream().map(Bot::name).map(BotTables::schema).toList());
        }
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Work {
    void run(Path folder, List<String> schemas);
  }

  /// Whether there was any.
  private static boolean extract(Path jar, Path folder) throws IOException {
    boolean any = false;
    try (var zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().filter(it -> isStep(it.getName())).toList()) {
        try (var content = zip.getInputStream(entry)) {
          Files.copy(content, folder.resolve(entry.getName().substring(STEPS.length())));
        }
        any = true;
      }
    }
    return any;
  }

  private static boolean isStep(String name) {
    return name.startsWith(STEPS)
        && name.endsWith(".sql")
        && name.indexOf('/', STEPS.length()) < 0
        && name.indexOf('\\') < 0;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
