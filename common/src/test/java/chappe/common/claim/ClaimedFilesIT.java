// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.claim;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.database.Database;
import chappe.common.database.DatabaseSettings;
import chappe.common.database.Migrations;
import chappe.common.settings.Secret;
import chappe.embedded.junit.EmbeddedServers;
import chappe.embedded.junit.FreshDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedServers.class)
class ClaimedFilesIT {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-01T12:00:00Z"));

  @Test
  void aFileStaysUntilItsCommandHasEndedAtMostADay(FreshDatabase fresh) {
    var settings = new DatabaseSettings(Secret.of(fresh.url()), 2);
    Migrations.migrate(settings, List.of("dispatcher"));
    try (var database = Database.open(settings, "test")) {
      var files = new ClaimedFiles(database.jdbi(), now::get);
      files.put("a", new byte[] {1, 0, -1});
      files.put("b", new byte[] {2});
      files.put("b", new byte[] {3});

      assertThat(files.find("a"))
          .hasValueSatisfying(it -> assertThat(it).containsExactly(1, 0, -1));
      assertThat(files.find("b")).hasValueSatisfying(it -> assertThat(it).containsExactly(3));
      assertThat(files.find("c")).isEmpty();

      files.done(List.of("a", "c"));
      passes(ClaimedFiles.AFTERWARDS);
      assertThat(files.sweep()).isZero();
      assertThat(files.find("a")).as("for a sender that crashed before it noted").isPresent();
      passes(Duration.ofSeconds(1));
      assertThat(files.sweep()).isEqualTo(1);
      assertThat(files.find("a")).isEmpty();

      passes(ClaimedFiles.LONGEST);
      assertThat(files.sweep()).isEqualTo(1);
      assertThat(files.find("b")).isEmpty();
    }
  }

  private void passes(Duration duration) {
    now.updateAndGet(it -> it.plus(duration));
  }
}
