// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.people;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.database.Database;
import chappe.common.database.DatabaseSettings;
import chappe.common.database.Migrations;
import chappe.common.settings.Secret;
import chappe.embedded.junit.EmbeddedServers;
import chappe.embedded.junit.FreshDatabase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith(EmbeddedServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoredPeopleIT extends PeopleContract {
  private final Database database;
  private final AtomicLong nanos = new AtomicLong();
  private final StoredPeople people;
  private final StoredPeople elsewhere;

  StoredPeopleIT(FreshDatabase fresh) {
    var settings = new DatabaseSettings(Secret.of(fresh.url()), 4);
    Migrations.migrate(settings, List.of("common"));
    database = Database.open(settings, "test");
    people = open();
    elsewhere = open();
  }

  private StoredPeople open() {
    return new StoredPeople(
        database.jdbi(),
        nanos::get,
        cause -> {
          throw new IllegalStateException(cause);
        });
  }

  @AfterAll
  void close() {
    people.close();
    elsewhere.close();
    database.close();
  }

  @Override
  People people() {
    return people;
  }

  @Override
  void settle() {
    people.flush();
    nanos.addAndGet(11_000_000_000L);
  }

  @Test
  void whatAnotherInstanceChangesShowsWithinTenSeconds() {
    people.register(ada(20, "Ada", NOON));
    elsewhere.assign("demo", 20, Role.ADMIN);
    nanos.addAndGet(10_000_000_001L);
    assertThat(people.find("demo", 20)).map(Person::role).contains(Role.ADMIN);
  }

  @Test
  void whoRegistersElsewhereIsFoundAtOnce() {
    assertThat(people.find("demo", 21)).isEmpty();
    elsewhere.register(ada(21, "Ada", NOON));
    assertThat(people.find("demo", 21)).isPresent();
  }

  @Test
  void manyWhoWereSeenAreTwoStatements() {
    LongStream.range(1000, 1500).forEach(it -> people.register(ada(it, "Ada", NOON)));
    LongStream.range(1000, 1500).forEach(it -> people.seen(ada(it, "Eva", NOON.plusSeconds(1))));
    people.seen(new ChatSighting("demo", -1, "group", "Friends", "", NOON));
    List<String> statements = new CopyOnWriteArrayList<>();
    database.jdbi().setSqlLogger(counting(statements));

    people.flush();

    assertThat(statements).hasSizeLessThanOrEqualTo(2);
    assertThat(number("select count(*) from common.users where first_name = 'Eva'")).isEqualTo(500);
  }

  @Test
  void aGroupThatBecameAnotherStaysGone() {
    var group = new ChatSighting("demo", -5, "group", "Friends", "", NOON);
    people.seen(group);
    people.flush();
    people.migrated("demo", -5, -1005, NOON.plusSeconds(1));
    people.chatActive(new ChatSighting("demo", -5, "group", "F", "", NOON.plusSeconds(2)), true);
    assertThat(active(-5)).isFalse();

    people.chatActive(new ChatSighting("demo", -6, "group", "G", "", NOON.plusSeconds(2)), false);
    people.seen(new ChatSighting("demo", -6, "group", "G", "", NOON));
    people.flush();
    people.chatActive(new ChatSighting("demo", -6, "group", "G", "", NOON.plusSeconds(1)), true);
    assertThat(active(-6)).isFalse();
  }

  @Test
  void thatSomebodyWasForgottenIsRecordedOnce() {
    var forgetting = new Forgetting("f1", "demo", 9, "demo:9", 1, 2, NOON, NOON.plusSeconds(1));
    people.record(forgetting);
    people.record(forgetting);
    assertThat(number("select count(*) from common.forgotten where user_id = 9")).isEqualTo(1);
  }

  @Test
  void textsThatNoColumnTakesAreMadeToFit() {
    var person = people.register(new UserSighting("demo", 30, "x", "A\0da", "", NOON));
    assertThat(person.firstName()).isEqualTo("Ada");
    assertThat(person.username()).isEmpty();
  }

  private static SqlLogger counting(List<String> statements) {
    return new SqlLogger() {
      @Override
      public void logAfterExecution(StatementContext context) {
        statements.add(context.getRawSql());
      }
    };
  }

  private boolean active(long chat) {
    return number("select is_active::int from common.chats where id = " + chat) == 1;
  }

  private long number(String query) {
    return database.jdbi().withHandle(it -> it.createQuery(query).mapTo(Long.class).one());
  }
}
