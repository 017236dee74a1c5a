// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.common.lifecycle.CannotStart;
import chappe.common.settings.Secret;
import chappe.embedded.EmbeddedPostgres;
import chappe.embedded.junit.EmbeddedServers;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(180)
@ExtendWith(EmbeddedServers.class)
class MigrationsIT {
  private static final String TABLES =
      """
      select table_schema || '.' || table_name from information_schema.tables
      where table_schema not in ('pg_catalog', 'information_schema') order by 1
      """;

  @Test
  void eachModuleHasASchemaAndAHistoryOfItsOwn(EmbeddedPostgres postgres) {
    postgres.createDatabase("migrations_once");
    assertThat(
            Migrations.migrate(settings(postgres, "migrations_once")).stream()
                .map(Migrations.Applied::schema)
                .distinct())
        .containsExactlyElementsOf(Migrations.SCHEMAS);
    assertThat(list(jdbi(postgres, "migrations_once"), TABLES))
        .containsAll(Migrations.SCHEMAS.stream().map(it -> it + ".flyway_schema_history").toList());
    assertThat(Migrations.migrate(settings(postgres, "migrations_once"))).isEmpty();
  }

  @Test
  void severalThatStartAtOnceDoNotCollide(EmbeddedPostgres postgres) throws Exception {
    postgres.createDatabase("migrations_many");
    Callable<List<Migrations.Applied>> migrate =
        () -> Migrations.migrate(settings(postgres, "migrations_many"));
    List<Migrations.Applied> applied = new ArrayList<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var result : executor.invokeAll(List.of(migrate, migrate, migrate, migrate))) {
        applied.addAll(result.get());
      }
    }
    assertThat(applied).doesNotHaveDuplicates();
    assertThat(applied.stream().map(Migrations.Applied::schema).distinct())
        .containsExactlyElementsOf(Migrations.SCHEMAS);
  }

  @Test
  void everyStepHasItsUndoBesideIt() throws Exception {
    for (String schema : Migrations.SCHEMAS) {
      try (var files = Files.list(folder(schema))) {
        var names = files.map(it -> it.getFileName().toString()).toList();
        assertThat(names).isNotEmpty().allMatch(it -> it.matches("[VU]\\d+__[a-z0-9_]+\\.sql"));
        assertThat(names.stream().filter(it -> it.startsWith("V")).map(it -> "U" + it.substring(1)))
            .containsExactlyInAnyOrderElementsOf(
                names.stream().filter(it -> it.startsWith("U")).toList());
      }
    }
  }

  @Test
  void withoutADatabaseItSaysSoAndKeepsThePassword() {
    assertThatThrownBy(
            () ->
                Migrations.migrate(
                    new DatabaseSettings(
                        Secret.of("postgresql://ann:quatsch@127.0.0.1:1/shop"), 1)))
        .isInstanceOf(DatabaseUnreachable.class)
        .isInstanceOf(CannotStart.class)
        .hasMessageStartingWith("❌ The database (DATABASE_URL) cannot be reached: ")
        .message()
        .doesNotContain("quatsch");
  }

  @Test
  void aStepThatFailsIsTakenBackAndNamed(EmbeddedPostgres postgres) {
    postgres.createDatabase("migrations_broken");
    assertThatThrownBy(
            () -> Migrations.migrate(settings(postgres, "migrations_broken"), List.of("broken")))
        .isInstanceOf(CannotStart.class)
        .hasMessageStartingWith("❌ The schema broken cannot be migrated: ")
        .hasMessageContaining("relation \"half\" already exists");
    assertThat(list(jdbi(postgres, "migrations_broken"), TABLES)).doesNotContain("broken.half");
  }

  private static Path folder(String schema) throws URISyntaxException {
    return Path.of(Objects.requireNonNull(MigrationsIT.class.getResource("/db/" + schema)).toURI());
  }

  private static List<String> list(Jdbi jdbi, String query) {
    return jdbi.withHandle(it -> it.createQuery(query).mapTo(String.class).list());
  }

  private static Jdbi jdbi(EmbeddedPostgres postgres, String database) {
    return Jdbi.create(postgres.jdbcUrl(database));
  }

  private static DatabaseSettings settings(EmbeddedPostgres postgres, String database) {
    return new DatabaseSettings(Secret.of(postgres.url(database)), 2);
  }
}
