// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.kafka;

import chappe.common.settings.Setting;
import jakarta.validation.constraints.Pattern;

/// Where Kafka is.
///
/// @param bootstrapServers `host:port` of some brokers, separated by commas
public record KafkaSettings(
    @Setting(
            name = "KAFKA_BOOTSTRAP_SERVERS",
            doc = "Some of Kafka's brokers, `host:port`, separated by commas. Kafka 4.0 or newer.")
        @Pattern(regexp = "[^\\s,:]+:\\d{1,5}(,[^\\s,:]+:\\d{1,5})*")
        String bootstrapServers) {

  /// Makes the clients.
  public KafkaClients clients() {
    return new KafkaClients(bootstrapServers);
  }
}
