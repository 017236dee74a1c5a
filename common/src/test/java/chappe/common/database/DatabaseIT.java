// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.database;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.lifecycle.Check;
import chappe.common.settings.Secret;
import chappe.embedded.EmbeddedPostgres;
import chappe.embedded.junit.EmbeddedServers;
import chappe.embedded.junit.FreshDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@ExtendWith(EmbeddedServers.class)
class DatabaseIT {
  @Test
  void answersThroughJdbiUnderItsName(FreshDatabase fresh) {
    try (var database = Database.open(new DatabaseSettings(Secret.of(fresh.url()), 3), "sender")) {
      assertThat(database.check()).isEqualTo(Check.passing("database"));
      assertThat(
              database
                  .jdbi()
                  .<String, RuntimeException>withHandle(
                      it ->
                          it.createQuery(
                                  "select application_name from pg_stat_activity where pid ="
                                      + " pg_backend_pid()")
                              .mapTo(String.class)
                              .one()))
          .isEqualTo("chappe-sender");
    }
  }

  @Test
  void aServiceStartsWhileTheDatabaseIsAwayAndFindsItLater(@TempDir Path folder) {
    int port;
    try (var first = EmbeddedPostgres.start(folder, 0)) {
      port = first.port();
    }
    var settings =
        new DatabaseSettings(
            Secret.of("postgresql://chappe:quatsch@127.0.0.1:" + port + "/postgres"), 2);
    try (var database = Database.open(settings, "sender")) {
      assertThat(database.check())
          .isInstanceOf(Check.Failing.class)
          .asString()
          .contains("127.0.0.1")
          .doesNotContain("quatsch");
      try (var _ = EmbeddedPostgres.start(folder, port)) {
        assertThat(database.check()).isEqualTo(Check.passing("database"));
      }
      assertThat(database.check()).isInstanceOf(Check.Failing.class);
      try (var _ = EmbeddedPostgres.start(folder, port)) {
        assertThat(database.check()).isEqualTo(Check.passing("database"));
      }
    }
  }
}
