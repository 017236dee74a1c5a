// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chappe.common.lifecycle.CannotStart;
import chappe.common.lifecycle.Check;
import chappe.common.lifecycle.Supervisor;
import chappe.common.settings.Environment;
import chappe.common.settings.Secret;
import chappe.embedded.EmbeddedPostgres;
import chappe.embedded.junit.EmbeddedServers;
import chappe.embedded.junit.FreshDatabase;
import java.nio.file.Path;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@ExtendWith(EmbeddedServers.class)
class InstanceLockIT {
  private static final Duration OFTEN = Duration.ofMillis(50);
  private static final String CUT =
      """
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = ? and datname = current_database()
      """;

  private static final String STEAL =
      """
      select pg_advisory_lock(hashtextextended('stolen/one', 0))::text
      """;

  private final Supervisor supervisor = new Supervisor();

  @Test
  void aTakenNameIsAClearErrorInProduction(FreshDatabase database) {
    try (var held = take(database, Environment.PRODUCTION, "sender", "one")) {
      assertThat(held.instance()).isEqualTo("one");
      assertThat(held.check()).isEqualTo(Check.passing("instance-name"));
      assertThatThrownBy(() -> take(database, Environment.PRODUCTION, "sender", "one"))
          .isInstanceOf(CannotStart.class)
          .hasMessage(
              "❌ INSTANCE_NAME: a sender called one runs already; each running instance needs a"
                  + " stable name of its own");
    }
    take(database, Environment.PRODUCTION, "sender", "one").close();
  }

  @Test
  void inDevelopmentANumberIsAppended(FreshDatabase database) {
    try (var first = take(database, Environment.DEVELOPMENT, "sender", "laptop");
        var second = take(database, Environment.DEVELOPMENT, "sender", "laptop");
        var third = take(database, Environment.DEVELOPMENT, "sender", "laptop");
        var other = take(database, Environment.DEVELOPMENT, "ingress", "laptop")) {
      assertThat(first.instance()).isEqualTo("laptop");
      assertThat(second.instance()).isEqualTo("laptop-2");
      assertThat(third.instance()).isEqualTo("laptop-3");
      assertThat(other.instance()).isEqualTo("laptop");
    }
  }

  @Test
  void aLostConnectionIsMadeAnewAndTheNameTakenAgain(FreshDatabase database) {
    try (var held = take(database, Environment.PRODUCTION, "cut", "one")) {
      cut(database, "chappe-cut-name");
      await().untilAsserted(() -> assertThat(sessions(database, "chappe-cut-name")).isEqualTo(1));
      await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> take(database, Environment.PRODUCTION, "cut", "one"))
                      .isInstanceOf(CannotStart.class));
      assertThat(held.check()).isEqualTo(Check.passing("instance-name"));
      assertThat(supervisor.failure()).isEmpty();
    }
  }

  @Test
  void aNameThatSomebodyElseKeepsIsAFailureThatEndsTheProcess(FreshDatabase database)
      throws InterruptedException {
    try (var held = take(database, Environment.PRODUCTION, "stolen", "one");
        var thief = Jdbi.create(database.jdbcUrl()).open()) {
      // It waits for the lock before the holder's connection is cut, so it is the next to have it.
      var waiting =
          Thread.ofVirtual().start(() -> thief.createQuery(STEAL).mapTo(String.class).list());
      await().untilAsserted(() -> assertThat(waiting(database)).isEqualTo(1));
      cut(database, "chappe-stolen-name");
      waiting.join();
      await().untilAsserted(() -> assertThat(held.check()).isInstanceOf(Check.Failing.class));
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(supervisor.failure()).isPresent());
      assertThat(supervisor.failure().orElseThrow().cause())
          .hasMessage("the name one belongs to another instance now");
    }
  }

  @Test
  void theDatabasesAbsenceIsTold(@TempDir Path folder) {
    InstanceLock held;
    int port;
    try (var postgres = EmbeddedPostgres.start(folder, 0)) {
      port = postgres.port();
      held =
          take(
              new FreshDatabase("postgres", postgres.jdbcUrl("postgres"), postgres.url("postgres")),
              Environment.PRODUCTION,
              "alone",
              "one");
    }
    try (held) {
      await().untilAsserted(() -> assertThat(held.check()).isInstanceOf(Check.Failing.class));
      try (var _ = EmbeddedPostgres.start(folder, port)) {
        await().untilAsserted(() -> assertThat(held.check()).isInstanceOf(Check.Passing.class));
      }
    }
    assertThat(supervisor.failure()).isEmpty();
  }

  private InstanceLock take(
      FreshDatabase database, Environment environment, String service, String name) {
    return InstanceLock.take(
        new DatabaseSettings(Secret.of(database.url()), 1),
        environment,
        service,
        name,
        supervisor,
        OFTEN);
  }

  private static void cut(FreshDatabase database, String program) {
    Jdbi.create(database.jdbcUrl())
        .useHandle(it -> it.createQuery(CUT).bind(0, program).mapTo(Boolean.class).list());
  }

  private static int sessions(FreshDatabase database, String program) {
    return count(database, "application_name = '" + program + "'");
  }

  private static int waiting(FreshDatabase database) {
    return count(database, "wait_event = 'advisory'");
  }

  private static int count(FreshDatabase database, String condition) {
    return Jdbi.create(database.jdbcUrl())
        .withHandle(
            it ->
                it.createQuery(
                        "select count(*) from pg_stat_activity where datname = current_database()"
                            + " and "
                            + condition)
                    .mapTo(Integer.class)
                    .one());
  }
}
