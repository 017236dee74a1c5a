// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.common.database.Migrations.Applied;
import chappe.common.lifecycle.CannotStart;
import chappe.common.settings.Secret;
import chappe.embedded.EmbeddedPostgres;
import chappe.embedded.junit.EmbeddedServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Every step of every schema goes up, down and up again with rows in its tables: a step that is
/// added is tested without a line here.
@Timeout(180)
@ExtendWith(EmbeddedServers.class)
class UndoIT {
  static final List<String> SCHEMAS = schemas();
  private static final Optional<String> ONE_STEP = Optional.empty();
  private static int databases;

  private final EmbeddedPostgres postgres;
  private final String database = "undo_" + databases++;

  UndoIT(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  private static List<String> schemas() {
    List<String> all = new ArrayList<>(Migrations.SCHEMAS);
    // one of the test's own, with all that a schema may have
    all.add("undoable");
    return all;
  }

  @BeforeEach
  void makeDatabase() {
    postgres.createDatabase(database);
  }

  @ParameterizedTest
  @FieldSource("SCHEMAS")
  void everyStepGoesUpDownAndUpAgainWithRowsInItsTables(String schema) {
    List<List<String>> ups = new ArrayList<>();
    jdbi().useHandle(it -> it.execute("create schema " + schema));
    ups.add(Catalogue.of(jdbi()));
    List<Applied> steps = preview(schema);
    assertThat(steps).isNotEmpty();
    Rows rows = new Rows(jdbi(), schema);
    for (Applied step : steps) {
      up(schema, step.version());
      ups.add(Catalogue.of(jdbi()));
      rows.fill();
    }
    for (int at = steps.size(); at > 0; at--) {
      Applied step = steps.get(at - 1);
      rows.fill();
      assertThat(Migrations.undoAny(settings(), schema, ONE_STEP)).containsExactly(step);
      assertThat(Catalogue.of(jdbi())).as("down from %s", step).isEqualTo(ups.get(at - 1));
      Map<String, Long> kept = rows.counts();
      up(schema, step.version());
      assertThat(Catalogue.of(jdbi())).as("up again to %s", step).isEqualTo(ups.get(at));
      assertThat(rows.counts()).as("rows after %s", step).containsAllEntriesOf(kept);
      Migrations.undoAny(settings(), schema, ONE_STEP);
    }
    assertThat(Migrations.migrate(settings(), List.of(schema))).isEqualTo(steps);
    assertThat(Catalogue.of(jdbi())).isEqualTo(ups.getLast());
  }

  @Test
  void goesBackToAVersionOrAStepOrToNothing() {
    Migrations.migrate(settings(), List.of("undoable"));
    assertThat(undo(ONE_STEP)).containsExactly("3");
    Migrations.migrate(settings(), List.of("undoable"));
    assertThat(undo(Optional.of("1"))).containsExactly("3", "2");
    assertThat(undo(Optional.of("1"))).isEmpty();
    assertThat(undo(Optional.of("0"))).containsExactly("1");
    assertThat(undo(ONE_STEP)).isEmpty();
    assertThat(Migrations.migrate(settings(), List.of("undoable"))).hasSize(3);
  }

  @Test
  void aColumnThatWasReplacedComesBackWithItsValues() {
    up("undoable", "2");
    jdbi()
        .useHandle(
            it -> it.execute("insert into undoable.letters (id, old_field) values (7, 'a')"));
    up("undoable", "3");
    assertThat(one("select new_field from undoable.letters where id = 7")).isEqualTo("a-new");
    undo(ONE_STEP);
    assertThat(one("select old_field from undoable.letters where id = 7")).isEqualTo("a");
  }

  @Test
  void whatCannotBeTakenBackStaysAsItWas() {
    up("undoable", "3");
    jdbi()
        .useHandle(it -> it.execute("create view public.reader as select * from undoable.letters"));
    List<String> before = Catalogue.of(jdbi());
    assertThatThrownBy(() -> undo(Optional.of("0")))
        .isInstanceOf(CannotStart.class)
        .hasMessageStartingWith(
            "❌ The schema undoable cannot be taken back, and stays as it was: ");
    assertThat(Catalogue.of(jdbi())).isEqualTo(before);
    assertThat(Migrations.migrate(settings(), List.of("undoable"))).isEmpty();
  }

  @Test
  void aStepWithoutItsUndoAnUnknownSchemaAndAnUnknownVersionAreTold() {
    Migrations.migrate(settings(), List.of("oneway"));
    assertThatThrownBy(() -> Migrations.undoAny(settings(), "oneway", ONE_STEP))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("no U1__for_ever.sql");
    assertThatThrownBy(() -> Migrations.undo(settings(), "shop", ONE_STEP))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("There is no schema 'shop'; there are common, ingress");
    assertThatThrownBy(() -> Migrations.undo(settings(), "common", Optional.of("99")))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("version 99");
  }

  private List<String> undo(Optional<String> to) {
    return Migrations.undoAny(settings(), "undoable", to).stream().map(Applied::version).toList();
  }

  /// The steps of a schema, by taking them in a database of their own.
  private List<Applied> preview(String schema) {
    String other = database + "_preview";
    postgres.createDatabase(other);
    return Migrations.migrate(
        new DatabaseSettings(Secret.of(postgres.url(other)), 2), List.of(schema));
  }

  private void up(String schema, String version) {
    Flyway.configure()
        .dataSource(postgres.jdbcUrl(database), null, null)
        .schemas(schema)
        .createSchemas(true)
        .locations("classpath:db/" + schema)
        .target(version)
        .load()
        .migrate();
  }

  private String one(String query) {
    return jdbi().withHandle(it -> it.createQuery(query).mapTo(String.class).one());
  }

  private Jdbi jdbi() {
    return Jdbi.create(postgres.jdbcUrl(database));
  }

  private DatabaseSettings settings() {
    return new DatabaseSettings(Secret.of(postgres.url(database)), 2);
  }
}
