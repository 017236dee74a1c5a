// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.database.Database;
import chappe.common.database.DatabaseSettings;
import chappe.common.database.Migrations;
import chappe.common.settings.Secret;
import chappe.embedded.junit.EmbeddedServers;
import chappe.embedded.junit.FreshDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedServers.class)
class KeptTextsIT {
  private static final Duration HOUR = Duration.ofHours(1);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-01T12:00:00Z"));
  private final InstantSource clock = now::get;
  private final Database database;
  private final KeptTexts texts;

  KeptTextsIT(FreshDatabase fresh) {
    var settings = new DatabaseSettings(Secret.of(fresh.url()), 2);
    Migrations.migrate(settings, List.of("dispatcher"));
    database = Database.open(settings, "test");
    texts = new KeptTexts(database.jdbi(), clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aTextIsKeptForItsTimeForOneBot() {
    texts.keep("demo", "kept", "héllo", HOUR);

    assertThat(texts.find("demo", "kept")).contains("héllo");
    assertThat(texts.find("shop", "kept")).isEmpty();
    passes(HOUR.plusSeconds(1));
    assertThat(texts.find("demo", "kept")).isEmpty();
  }

  @Test
  void keptAgainItIsKeptLongerAndNeverShorter() {
    texts.keep("demo", "again", "a", HOUR);
    texts.keep("demo", "again", "a", HOUR.multipliedBy(3));
    texts.keep("demo", "again", "a", HOUR);

    passes(HOUR.multipliedBy(2));
    assertThat(texts.find("demo", "again")).contains("a");
  }

  @Test
  void whatIsOverIsSweptAway() {
    texts.keep("demo", "old", "a", HOUR);
    passes(HOUR.plusSeconds(1));

    texts.keep("demo", "new", "b", HOUR);

    int left =
        database
            .jdbi()
            .withHandle(
                it ->
                    it.createQuery("select count(*) from dispatcher.kept_texts where token = 'old'")
                        .mapTo(Integer.class)
                        .one());
    assertThat(left).isZero();
  }

  private void passes(Duration time) {
    now.updateAndGet(it -> it.plus(time));
  }
}
