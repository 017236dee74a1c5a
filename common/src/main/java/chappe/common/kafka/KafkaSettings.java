// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.kafka;

import chappe.common.settings.Setting;
import jakarta.validation.constraints.Pattern;

/// Where Kafka is.
///
/// @param bootstrapServers `host:port` of some brokers, separated by commas
public record KafkaSettings(
    @Setting(name = "KAFKA_BOOTSTRAP_SERVERS", doc = "some of Kafka's brokers; Kafka 4.0 or newer")
        @Pattern(
            regexp = "[^\\s,:]+:\\d{1,5}(,[^\\s,:]+:\\d{1,5})*",
            message = "host:port, several separated by commas")
        String bootstrapServers) {

  /// Makes the clients.
  public KafkaClients clients() {
    return new KafkaClients(bootstrapServers);
  }
}
