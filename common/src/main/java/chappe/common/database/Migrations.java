// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.database;

import chappe.common.lifecycle.CannotStart;
import chappe.common.settings.Secret;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/// Brings the schemas up to date: one schema, one folder of steps (`db/{schema}` on the class path)
/// and one Flyway history per module. Each step `V1__….sql` has `U1__….sql` beside it, which takes
/// it back. On connections of its own, not the pool's; of several that start at once one works and
/// the others wait.
public final class Migrations {
  /// The schemas of the line's modules.
  public static final List<String> SCHEMAS =
      List.of("common", "ingress", "dispatcher", "sender", "scheduler", "payments", "analytics");

  private static final String PROGRAM = "chappe-migrate";

  private static final String LOCK =
      """
      select pg_advisory_lock(hashtextextended('chappe/migrations', 0))
      """;

  private Migrations() {}

  /// A step that was taken.
  public record Applied(String schema, String version, String description) {}

  /// Brings all schemas up to date; blocks until it is done.
  ///
  /// @return the steps that were missing, in the order in which they were taken
  /// @throws DatabaseUnreachable where there is no database
  /// @throws CannotStart where a step fails; PostgreSQL has taken that step back as a whole
  public static List<Applied> migrate(DatabaseSettings settings) {
    return migrate(settings, SCHEMAS);
  }

  /// Brings these schemas up to date, in this order.
  public static List<Applied> migrate(DatabaseSettings settings, List<String> schemas) {
    var address = DatabaseAddress.of(settings);
    List<Applied> applied = new ArrayList<>();
    alone(
        address,
        _ -> schemas.forEach(it -> applied.addAll(migrate(address, it, "classpath:db/" + it))));
    return applied;
  }

  /// Brings one schema up to date from the steps in a folder.
  public static List<Applied> migrate(DatabaseSettings settings, String schema, Path folder) {
    var address = DatabaseAddress.of(settings);
    List<Applied> applied = new ArrayList<>();
    alone(
        address,
        _ -> applied.addAll(migrate(address, schema, "filesystem:" + folder.toAbsolutePath())));
    return applied;
  }

  /// Takes steps of a schema back that came from a folder.
  ///
  /// @see #undo(DatabaseSettings, String, Optional)
  public static List<Applied> undo(
      DatabaseSettings settings, String schema, Path folder, Optional<String> to) {
    List<Applied> undone = new ArrayList<>();
    alone(
        DatabaseAddress.of(settings),
        guard -> undone.addAll(new Undo(guard, schema, Undo.in(folder)).run(to)));
    return undone;
  }

  /// Takes steps of one schema back, the latest first, all of them or none; blocks until it is
  /// done. What the steps' tables held is lost. The next [#migrate] takes the steps again.
  ///
  /// @param to the version that stays, `0` for none; empty: one step back
  /// @return the steps that were taken back, in that order
  /// @throws DatabaseUnreachable where there is no database
  /// @throws CannotStart where there is no such schema or version, or a step cannot be taken back;
  ///   then nothing was done
  public static List<Applied> undo(DatabaseSettings settings, String schema, Optional<String> to) {
    if (!SCHEMAS.contains(schema)) {
      throw new CannotStart(
          "❌ There is no schema '" + schema + "'; there are " + String.join(", ", SCHEMAS) + ".");
    }
    return undoAny(settings, schema, to);
  }

  static List<Applied> undoAny(DatabaseSettings settings, String schema, Optional<String> to) {
    List<Applied> undone = new ArrayList<>();
    alone(
        DatabaseAddress.of(settings),
        guard -> undone.addAll(new Undo(guard, schema, Undo.onClassPath(schema)).run(to)));
    return undone;
  }

  /// Does something while nobody else migrates this database.
  private static void alone(DatabaseAddress address, Work work) {
    try (Connection guard =
            DriverManager.getConnection(address.jdbcUrl(), address.properties(PROGRAM));
        var lock = guard.createStatement()) {
      // Held until the connection closes. Flyway's own locks are one per history, and begin only
      // after it has looked.
      lock.execute(LOCK);
      work.run(guard);
    } catch (SQLException e) {
      throw new DatabaseUnreachable(e);
    }
  }

  @FunctionalInterface
  private interface Work {
    void run(Connection guard) throws SQLException;
  }

  private static List<Applied> migrate(DatabaseAddress address, String schema, String location) {
    try {
      var result = flyway(address, schema, location).migrate();
      return result.migrations.stream()
          .map(it -> new Applied(schema, it.version, it.description))
          .toList();
    } catch (FlywayException e) {
      throw new CannotStart(
          "❌ The schema " + schema + " cannot be migrated: " + DatabaseUnreachable.reason(e), e);
    }
  }

  static Flyway flyway(DatabaseAddress address, String schema, String location) {
    var configuration =
        Flyway.configure()
            .dataSource(
                address.jdbcUrl(),
                address.user().orElse(null),
                address.password().map(Secret::reveal).orElse(null))
            .jdbcProperties(Map.of("ApplicationName", PROGRAM))
            .schemas(schema)
            .createSchemas(true)
            .ignoreMigrationPatterns("*:pending")
            .locations(location);
    // Otherwise an open transaction stands beside each step and blocks `create index
    // concurrently`.
    configuration
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    return configuration.load();
  }

  /// Does something with a schema's steps while nobody else migrates this database.
  static <T> T alone(DatabaseAddress address, Supplier<T> work) {
    List<T> made = new ArrayList<>(1);
    alone(address, _ -> made.add(work.get()));
    return made.getFirst();
  }
}
