// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.common.settings.Secret;
import chappe.embedded.junit.EmbeddedServers;
import chappe.embedded.junit.FreshDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Changes of a schema as an author meets them, each in steps that a running service survives.
@ExtendWith(EmbeddedServers.class)
class StepExamplesIT {
  private static final String SCHEMA = "bot_shop";

  private final Jdbi jdbi;
  private final DatabaseSettings settings;
  @TempDir private Path folder;

  StepExamplesIT(FreshDatabase fresh) {
    this.jdbi = Jdbi.create(fresh.jdbcUrl());
    this.settings = new DatabaseSettings(Secret.of(fresh.url()), 5);
  }

  @BeforeEach
  void forget() {
    jdbi.useHandle(it -> it.execute("drop schema if exists " + SCHEMA + " cascade"));
  }

  @Test
  void aStatusIsAddedFilledAndThenRequired() throws IOException {
    step("V1__users", "create table bot_shop.users (id bigint primary key)");
    migrate();
    jdbi.useHandle(it -> it.execute("insert into bot_shop.users select generate_series(1, 2500)"));

    step("V2__status", "alter table bot_shop.users add column status varchar(20)");
    step("U2__status", "alter table bot_shop.users drop column status");
    migrate();
    List<Long> progress = new ArrayList<>();
    var backfill = new Backfill(jdbi, progress::add);
    // what the old version of the service writes meanwhile is filled too
    jdbi.useHandle(it -> it.execute("insert into bot_shop.users (id) values (9000)"));
    assertThat(backfill.backfill("bot_shop.users", "status", "id", _ -> "active")).isEqualTo(2501);
    backfill.notNull("bot_shop.users", "status");

    assertThat(progress).containsExactly(1000L, 2000L, 2501L);
    assertThat(texts("select distinct status from bot_shop.users")).containsExactly("active");
    assertThatThrownBy(
            () -> jdbi.useHandle(it -> it.execute("insert into bot_shop.users (id) values (9001)")))
        .isInstanceOf(JdbiException.class);
    var _ = Migrations.undo(settings, SCHEMA, folder, Optional.of("1"));
    assertThat(Steps.in(SCHEMA, folder).pending(settings)).hasSize(1);
  }

  @Test
  void aColumnThatHasANullIsNotRequiredAndStaysAsItWas() throws IOException {
    step("V1__users", "create table bot_shop.users (id bigint primary key, status text)");
    migrate();
    jdbi.useHandle(it -> it.execute("insert into bot_shop.users values (1, null)"));

    assertThatThrownBy(() -> new Backfill(jdbi, _ -> {}).notNull("bot_shop.users", "status"))
        .isInstanceOf(JdbiException.class);

    jdbi.useHandle(it -> it.execute("insert into bot_shop.users values (2, null)"));
    assertThat(texts("select conname from pg_constraint where conname like 'chappe%'")).isEmpty();
  }

  @Test
  void aTextIsProcessedIntoAnotherColumnAndGoesOnWhereItWasCutOff() throws IOException {
    step(
        "V1__messages",
        "create table bot_shop.messages (chat bigint, id bigint, raw_text text, processed_text"
            + " text, primary key (chat, id))");
    migrate();
    jdbi.useHandle(
        it ->
            it.execute(
                "insert into bot_shop.messages (chat, id, raw_text) select n % 7, n, '  Hello ' ||"
                    + " n || ' ' from generate_series(1, 300) n"));
    List<String> seen = new ArrayList<>();
    var cutOff = new Backfill(jdbi, _ -> {});
    assertThatThrownBy(
            () ->
                cutOff.backfill(
                    "bot_shop.messages",
                    "processed_text",
                    "raw_text",
                    it -> {
                      if (seen.size() == 250) {
                        throw new IllegalStateException("killed");
                      }
                      seen.add(it);
                      return processed(it);
                    },
                    100))
        .hasMessage("killed");
    assertThat(filled()).isEqualTo(200);

    long rest =
        new Backfill(jdbi, _ -> {})
            .backfill(
                "bot_shop.messages", "processed_text", "raw_text", StepExamplesIT::processed, 100);

    assertThat(rest).isEqualTo(100);
    assertThat(
            texts(
                "select processed_text from bot_shop.messages where processed_text <>"
                    + " lower(trim(raw_text))"))
        .isEmpty();
    assertThat(filled()).isEqualTo(300);
  }

  @Test
  void aColumnIsReplacedAndItsUndoRestoresColumnAndValues() throws IOException {
    step("V1__things", "create table bot_shop.things (id bigint primary key, old_field text)");
    migrate();
    jdbi.useHandle(it -> it.execute("insert into bot_shop.things values (1, 'a'), (2, null)"));
    step(
        "V2__new_field",
        """
        alter table bot_shop.things add column new_field varchar(100);
        update bot_shop.things set new_field = old_field || '_new';
        alter table bot_shop.things drop column old_field;
        """);
    step(
        "U2__new_field",
        """
        alter table bot_shop.things add column old_field text;
        update bot_shop.things set old_field = regexp_replace(new_field, '_new$', '');
        alter table bot_shop.things drop column new_field;
        """);

    migrate();
    assertThat(texts("select new_field from bot_shop.things where id = 1"))
        .containsExactly("a_new");
    var _ = Migrations.undo(settings, SCHEMA, folder, Optional.of("1"));

    assertThat(texts("select id || coalesce(old_field, '-') from bot_shop.things order by id"))
        .containsExactly("1a", "2-");
    assertThat(Drift.of(settings, List.of(Steps.in(SCHEMA, folder))))
        .anyMatch(it -> it.contains("column things.new_field is missing"));
  }

  @Test
  void aStepThatFailsHalfWayRestoresTheTablesCopy() throws IOException {
    step(
        "V1__things",
        "create table bot_shop.things (id bigint generated always as identity primary key, text"
            + " text)");
    migrate();
    jdbi.useHandle(
        it ->
            it.execute(
                "insert into bot_shop.things (text) select 'x' || n from generate_series(1, 50)"
                    + " n"));
    var copy = new TableCopy(jdbi);

    assertThatThrownBy(
            () ->
                copy.during(
                    "bot_shop.things",
                    () -> {
                      jdbi.useHandle(it -> it.execute("delete from bot_shop.things where id < 30"));
                      jdbi.useHandle(it -> it.execute("update bot_shop.things set text = 'gone'"));
                      throw new IllegalStateException("half-way");
                    }))
        .hasMessage("half-way");

    assertThat(texts("select count(*) || min(text) || max(text) from bot_shop.things"))
        .containsExactly("50x1x9");
    assertThat(texts("select tablename from pg_tables where schemaname = 'bot_shop'"))
        .doesNotContain("things_before_step");
  }

  @Test
  void theCopyOfAStepThatWasKilledIsRestoredWhenItIsStartedAgain() throws IOException {
    step("V1__things", "create table bot_shop.things (id bigint primary key, text text)");
    migrate();
    jdbi.useHandle(
        it -> {
          it.execute("insert into bot_shop.things values (1, 'new'), (3, 'new')");
          it.execute("create table bot_shop.things_before_step as select 1 as id, 'old' as text");
        });

    new TableCopy(jdbi)
        .during(
            "bot_shop.things",
            () ->
                assertThat(texts("select id || text from bot_shop.things"))
                    .containsExactly("1old"));
  }

  @Test
  void whatIsPendingIsToldWithItsSqlAndNothingIsDone() throws IOException {
    step("V1__things", "create table bot_shop.things (id bigint primary key)");

    var pending = Steps.in(SCHEMA, folder).pending(settings);

    assertThat(pending).hasSize(1);
    assertThat(pending.getFirst().sql())
        .isEqualTo("create table bot_shop.things (id bigint primary key)");
    assertThat(texts("select to_regclass('bot_shop.things')::text")).containsExactly((String) null);
  }

  @Test
  void aStepThatWasChangedAfterwardsIsNoticedAndRepaired() throws IOException {
    step("V1__things", "create table bot_shop.things (id bigint primary key)");
    migrate();
    var steps = Steps.in(SCHEMA, folder);
    assertThat(steps.mistakes(settings)).isEmpty();

    step("V1__things", "create table bot_shop.things (id bigint primary key, text text)");

    assertThat(steps.mistakes(settings)).singleElement().asString().startsWith("bot_shop 1:");
    assertThat(steps.repair(settings)).isNotEmpty();
    assertThat(steps.mistakes(settings)).isEmpty();
    assertThat(steps.all(settings))
        .containsExactly(new Steps.Step(SCHEMA, "1", "things", "Success"));
  }

  @Test
  void columnsTypesAndDefaultsThatWereChangedByHandAreTold() throws IOException {
    step(
        "V1__things",
        "create table bot_shop.things (id bigint primary key, a int default 1, b text, c text)");
    migrate();
    var steps = List.of(Steps.in(SCHEMA, folder));
    assertThat(Drift.of(settings, steps)).isEmpty();

    jdbi.useHandle(
        it -> {
          it.execute("alter table bot_shop.things alter column a set default 2");
          it.execute("alter table bot_shop.things alter column b type varchar(5)");
          it.execute("alter table bot_shop.things drop column c, add column d text");
          it.execute("create index on bot_shop.things (a)");
        });

    assertThat(Drift.of(settings, steps))
        .containsExactly(
            "bot_shop: column things.a is integer default 2 and should be integer default 1",
            "bot_shop: column things.b is character varying(5) and should be text",
            "bot_shop: column things.c is missing",
            "bot_shop: column things.d is not ours",
            "bot_shop: index things_a_idx is not ours");
    assertThat(texts("select datname from pg_database where datname like 'chappe_check%'"))
        .isEmpty();
  }

  private static String processed(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  private long filled() {
    return jdbi.withHandle(
        it ->
            it.createQuery(
                    "select count(*) from bot_shop.messages where processed_text is not null")
                .mapTo(Long.class)
                .one());
  }

  private List<String> texts(String sql) {
    return jdbi.withHandle(it -> it.createQuery(sql).mapTo(String.class).list());
  }

  private void migrate() {
    var _ = Migrations.migrate(settings, SCHEMA, folder);
  }

  private void step(String name, String sql) throws IOException {
    Files.writeString(folder.resolve(name + ".sql"), sql);
  }
}
