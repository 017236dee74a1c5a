// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.settings.Secret;
import chappe.common.settings.Setting;
import chappe.embedded.EmbeddedParts.Part;
import chappe.embedded.Ports;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Which servers are there already, and where the embedded ones listen.
record PartsSettings(
    @Setting(
            name = "KAFKA_PORT",
            fallback = "19092",
            doc = "the port of the embedded Kafka; 0 takes a free one")
        @Min(0)
        @Max(65_535)
        int kafkaPort,
    @Setting(
            name = "POSTGRES_PORT",
            fallback = "15432",
            doc = "the port of the embedded PostgreSQL; 0 takes a free one")
        @Min(0)
        @Max(65_535)
        int postgresPort,
    @Setting(
            name = "REDIS_PORT",
            fallback = "16379",
            doc = "the port of the embedded Redis; 0 takes a free one")
        @Min(0)
        @Max(65_535)
        int redisPort,
    @Setting(name = PartsSettings.KAFKA, doc = "a Kafka that is used instead of the embedded one")
        Optional<String> kafka,
    @Setting(
            name = PartsSettings.DATABASE,
            doc = "a PostgreSQL that is used instead of the embedded one")
        Optional<Secret> database,
    @Setting(name = PartsSettings.REDIS, doc = "a Redis that is used instead of the embedded one")
        Optional<Secret> redis) {
  static final String KAFKA = "KAFKA_BOOTSTRAP_SERVERS";
  static final String DATABASE = "DATABASE_URL";
  static final String REDIS = "REDIS_URL";

  Ports ports() {
    return new Ports(kafkaPort, postgresPort, redisPort);
  }

  /// Those whose address is not set.
  Set<Part> missing() {
    Set<Part> missing = EnumSet.noneOf(Part.class);
    if (kafka.isEmpty()) {
      missing.add(Part.KAFKA);
    }
    if (database.isEmpty()) {
      missing.add(Part.POSTGRES);
    }
    if (redis.isEmpty()) {
      missing.add(Part.REDIS);
    }
    return missing;
  }
}
