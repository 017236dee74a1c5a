// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.database;

import chappe.common.lifecycle.CannotStart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/// The steps of one schema, looked at: none of this changes a table. Immutable.
public final class Steps {
  private final String schema;
  private final String location;
  private final Undo.Scripts scripts;

  private Steps(String schema, String location, Undo.Scripts scripts) {
    this.schema = schema;
    this.location = location;
    this.scripts = scripts;
  }

  /// Those of one of our modules.
  public static Steps ours(String schema) {
    return new Steps(schema, "classpath:db/" + schema, Undo.onClassPath(schema));
  }

  /// Those in a folder.
  public static Steps in(String schema, Path folder) {
    return new Steps(schema, "filesystem:" + folder.toAbsolutePath(), Undo.in(folder));
  }

  public String schema() {
    return schema;
  }

  /// A step, as it stands with it.
  ///
  /// @param state in Flyway's words: `Success`, `Pending`, `Failed`, `Missing`, …
  public record Step(String schema, String version, String description, String state) {}

  /// A step that is missing, with its SQL.
  public record Pending(String schema, String version, String description, String sql) {}

  /// All steps, in their order.
  public List<Step> all(DatabaseSettings settings) {
    return with(
        settings,
        flyway ->
            Arrays.stream(flyway.info().all())
                .filter(it -> it.getVersion() != null)
                .map(
                    it ->
                        new Step(
                            schema,
                            it.getVersion().getVersion(),
                            it.getDescription(),
                            it.getState().getDisplayName()))
                .toList());
  }

  /// Those that are missing.
  public List<Pending> pending(DatabaseSettings settings) {
    return with(
        settings, flyway -> Arrays.stream(flyway.info().pending()).map(this::pending).toList());
  }

  private Pending pending(MigrationInfo step) {
    try (InputStream sql = scripts.named(step.getScript()).orElseThrow()) {
      return new Pending(
          schema,
          step.getVersion().getVersion(),
          step.getDescription(),
          new String(sql.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What is wrong with the steps that were taken: one that failed, that was changed afterwards, or
  /// that there is no more.
  public List<String> mistakes(DatabaseSettings settings) {
    return with(
        settings,
        flyway ->
            flyway.validateWithResult().invalidMigrations.stream()
                .map(
                    it ->
                        "%s %s: %s"
                            .formatted(
                                schema,
                                Optional.ofNullable(it.version).orElse("?"),
                                it.errorDetails.errorMessage.lines().findFirst().orElse("")))
                .toList());
  }

  /// Takes failed steps out of the history and writes down the steps as they are now.
  ///
  /// @return what was done, one line each
  public List<String> repair(DatabaseSettings settings) {
    return with(settings, flyway -> flyway.repair().repairActions);
  }

  /// Takes the steps that are missing.
  List<Migrations.Applied> take(DatabaseAddress address) {
    return Migrations.flyway(address, schema, location).migrate().migrations.stream()
        .map(it -> new Migrations.Applied(schema, it.version, it.description))
        .toList();
  }

  private <T> T with(DatabaseSettings settings, Function<Flyway, T> work) {
    var address = DatabaseAddress.of(settings);
    try {
      return Migrations.alone(
          address, () -> work.apply(Migrations.flyway(address, schema, location)));
    } catch (FlywayException e) {
      throw new CannotStart(
          "❌ The schema " + schema + " cannot be read: " + DatabaseUnreachable.reason(e), e);
    }
  }
}
