// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.embedded.junit;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.embedded.EmbeddedKafka;
import chappe.embedded.EmbeddedPostgres;
import chappe.embedded.EmbeddedRedis;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedServers.class)
class EmbeddedServersIT {
  private final EmbeddedKafka kafka;

  EmbeddedServersIT(EmbeddedKafka kafka) {
    this.kafka = kafka;
  }

  @Test
  void everyTestGetsTheSameServers(
      EmbeddedKafka again, EmbeddedPostgres postgres, EmbeddedRedis redis) {
    assertThat(again).isSameAs(kafka);
    assertThat(kafka.bootstrapServers()).isEqualTo("127.0.0.1:" + kafka.port());
    assertThat(redis.url()).isEqualTo("redis://127.0.0.1:" + redis.port());
    assertThat(postgres.url("x"))
        .isEqualTo("postgresql://chappe@127.0.0.1:" + postgres.port() + "/x");
  }

  @Test
  void aClassHasADatabaseOfItsOwn(FreshDatabase database, FreshDatabase again) throws Exception {
    assertThat(database).isEqualTo(again);
    try (var connection = DriverManager.getConnection(database.jdbcUrl());
        var rows =
            connection.createStatement().executeQuery("select current_database(), version()")) {
      rows.next();
      assertThat(rows.getString(1)).isEqualTo(database.name());
      assertThat(rows.getString(2)).startsWith("PostgreSQL 18.6");
    }
  }
}
