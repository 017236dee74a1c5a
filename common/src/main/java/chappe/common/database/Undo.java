// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.database;

import chappe.common.database.Migrations.Applied;
import chappe.common.lifecycle.CannotStart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.api.MigrationVersion;

/// Takes the steps of one schema back: for each, the script beside it (`U1__….sql`), and its row in
/// Flyway's history. All in one transaction. Not thread-safe; the connection is the caller's.
final class Undo {
  private static final String NONE = "0";

  private final Connection connection;
  private final String schema;
  private final Scripts scripts;

  /// @param schema one of ours or a bot's: it becomes part of statements
  Undo(Connection connection, String schema, Scripts scripts) {
    this.connection = connection;
    this.schema = schema;
    this.scripts = scripts;
  }

  private record Step(int rank, String version, String description, String script) {
    boolean isAfter(String other) {
      return MigrationVersion.fromVersion(version)
          .isNewerThan(MigrationVersion.fromVersion(other).getVersion());
    }

    /// The script that takes it back.
    String undo() {
      return "U" + script.substring(1);
    }
  }

  List<Applied> run(Optional<String> to) throws SQLException {
    List<Step> taken = taken();
    List<Step> steps = chosen(taken, to);
    // all are read before the first is run
    List<String> scripts = steps.stream().map(this::read).toList();
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("set local search_path to " + schema);
      // a service that still reads a table would keep this waiting, and all others behind it
      statement.execute("set local lock_timeout = '30s'");
      for (int at = 0; at < steps.size(); at++) {
        statement.execute(scripts.get(at));
        statement.execute(
            "delete from %s.flyway_schema_history where installed_rank = %d"
                .formatted(schema, steps.get(at).rank()));
      }
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw new CannotStart(
          "❌ The schema %s cannot be taken back, and stays as it was: %s"
              .formatted(schema, DatabaseUnreachable.reason(e)),
          e);
    }
    return steps.stream().map(it -> new Applied(schema, it.version(), it.description())).toList();
  }

  private List<Step> chosen(List<Step> taken, Optional<String> to) {
    if (to.isEmpty()) {
      return taken.stream().limit(1).toList();
    }
    String version = to.get();
    if (!version.equals(NONE) && taken.stream().noneMatch(it -> it.version().equals(version))) {
      throw new CannotStart(
          "❌ The schema %s is not and was not at version %s; it has %s, and 0 is before the first."
              .formatted(
                  schema,
                  version,
                  taken.isEmpty()
                      ? "none"
                      : String.join(", ", taken.reversed().stream().map(Step::version).toList())));
    }
    return taken.stream().filter(it -> it.isAfter(version)).toList();
  }

  /// The steps that the schema has taken, the latest first.
  private List<Step> taken() throws SQLException {
    String history = schema + ".flyway_schema_history";
    List<Step> steps = new ArrayList<>();
    try (var statement = connection.createStatement()) {
      try (var found = statement.executeQuery("select to_regclass('" + history + "')")) {
        if (!found.next() || found.getString(1) == null) {
          return steps;
        }
      }
      try (var rows =
          statement.executeQuery(
              """
              select installed_rank, version, description, script from %s
              where success and version is not null and type = 'SQL'
              order by installed_rank desc
              """
                  .formatted(history))) {
        while (rows.next()) {
          steps.add(
              new Step(rows.getInt(1), rows.getString(2), rows.getString(3), rows.getString(4)));
        }
      }
    }
    return steps;
  }

  /// Our own scripts.
  static Scripts onClassPath(String schema) {
    return name ->
        Optional.ofNullable(Undo.class.getResourceAsStream("/db/" + schema + "/" + name));
  }

  /// The scripts in a folder.
  static Scripts in(Path folder) {
    return name ->
        Files.exists(folder.resolve(name))
            ? Optional.of(Files.newInputStream(folder.resolve(name)))
            : Optional.empty();
  }

  /// Where the scripts stand.
  @FunctionalInterface
  interface Scripts {
    Optional<InputStream> named(String name) throws IOException;
  }

  private String read(Step step) {
    try (InputStream script =
        scripts
            .named(step.undo())
            .orElseThrow(
                () ->
                    new CannotStart(
                        "❌ The step %s of the schema %s cannot be taken back: this version has no %s."
                            .formatted(step.version(), schema, step.undo())))) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
