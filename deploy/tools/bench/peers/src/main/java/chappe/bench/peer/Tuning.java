// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.peer;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// What every peer is given of the settings that the keyed consumer has chosen for itself: large
/// batches, large polls, short back-offs.
final class Tuning {
  static final int BATCH_BYTES = 131_072;
  static final int POLL_RECORDS = 10_000;
  static final int FETCH_BYTES = 2 * 1024 * 1024;
  static final long BACKOFF_MILLIS = 5;

  private Tuning() {}

  static Properties consumer(Job job) {
    return properties(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            job.bootstrapServers(),
            ConsumerConfig.GROUP_ID_CONFIG,
            job.group(),
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "none",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            POLL_RECORDS,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
            FETCH_BYTES,
            ConsumerConfig.RETRY_BACKOFF_MS_CONFIG,
            BACKOFF_MILLIS,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            StringDeserializer.class,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class));
  }

  static Properties producer(Job job) {
    return properties(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            job.bootstrapServers(),
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            job.group(),
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.LINGER_MS_CONFIG,
            0,
            ProducerConfig.BATCH_SIZE_CONFIG,
            BATCH_BYTES,
            ProducerConfig.RETRY_BACKOFF_MS_CONFIG,
            BACKOFF_MILLIS,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            StringSerializer.class,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class));
  }

  private static Properties properties(Map<String, Object> values) {
    Properties properties = new Properties();
    properties.putAll(new HashMap<>(values));
    return properties;
  }
}
