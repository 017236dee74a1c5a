// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.kafka;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Makes every Kafka client of the line, so that their settings stand in one place. Thread-safe;
/// making a client connects to nothing yet.
///
/// @param bootstrapServers `host:port` of some brokers, separated by commas
public record KafkaClients(String bootstrapServers) {
  /// The largest value of a record, in bytes; topics, producers and fetches are set alike.
  public static final int MAX_VALUE_BYTES = 2 * 1024 * 1024;

  /// What a value, its key, headers and framing may take together, in bytes.
  static final int MAX_RECORD_BYTES = MAX_VALUE_BYTES + 128 * 1024;

  /// A producer for records outside transactions: acknowledged by all in-sync replicas, idempotent.
  ///
  /// @param delivery how long a record may wait for its acknowledgement, at least 1 s
  public Producer<String, byte[]> producer(String client, Duration delivery) {
    return new KafkaProducer<>(plainConfig(client, delivery));
  }

  /// The same for many records at a time of which each is waited for: one request is under way to a
  /// broker, and what comes in meanwhile goes together in the next. With forty waiting clients that
  /// takes less than half of the broker's work, and nobody waits for a linger.
  ///
  /// @param delivery how long a record may wait for its acknowledgement, at least 1 s
  public Producer<String, byte[]> gatheringProducer(String client, Duration delivery) {
    Map<String, Object> config = plainConfig(client, delivery);
    config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    return new KafkaProducer<>(config);
  }

  private Map<String, Object> plainConfig(String client, Duration delivery) {
    Map<String, Object> config = producerConfig(client);
    int millis = Math.toIntExact(delivery.toMillis());
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(500, millis / 2));
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.min(millis, 1_000));
    return config;
  }

  /// A producer for rounds. Its back-off is short: the start of a transaction meets the markers of
  /// the one before, and sleeps for the back-off (one producer does 41 transactions a second with
  /// the default of 100 ms, 181 with 5 ms). Its transaction time-out is short: a round takes
  /// milliseconds, and an open transaction of a killed instance blocks readers until then.
  public Producer<String, byte[]> transactionalProducer(String transactionalId) {
    Map<String, Object> config = producerConfig(transactionalId);
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 5_000);
    // the first batch of a round may have to wait for those markers; others must not overtake it
    config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 4_500);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    return new KafkaProducer<>(config);
  }

  private Map<String, Object> producerConfig(String client) {
    return new HashMap<>(
        Map.ofEntries(
            entry(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            entry(ProducerConfig.CLIENT_ID_CONFIG, client),
            entry(ProducerConfig.ACKS_CONFIG, "all"),
            entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
            entry(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5L),
            entry(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 200L),
            entry(ProducerConfig.LINGER_MS_CONFIG, 0),
            entry(ProducerConfig.BATCH_SIZE_CONFIG, 131_072),
            entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES),
            entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L),
            entry(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false),
            entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class),
            entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class)));
  }

  /// A member of a group by the `consumer` protocol (KIP-848, Kafka 4.0 or newer), its partitions
  /// dealt by range so that equal partition numbers of all its topics stay together. Missing first
  /// offsets are an error, never a silent start somewhere.
  public Consumer<String, byte[]> member(String group, String client) {
    Map<String, Object> config = consumerConfig(client);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    config.put(
        ConsumerConfig.GROUP_PROTOCOL_CONFIG,
        GroupProtocol.CONSUMER.name().toLowerCase(Locale.ROOT));
    config.put(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG, "range");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
    return new KafkaConsumer<>(config);
  }

  /// A reader without a group, whose partitions are assigned by hand.
  public Consumer<String, byte[]> reader(String client) {
    return new KafkaConsumer<>(consumerConfig(client));
  }

  private Map<String, Object> consumerConfig(String client) {
    return new HashMap<>(
        Map.ofEntries(
            entry(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            entry(ConsumerConfig.CLIENT_ID_CONFIG, client),
            entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
            entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"),
            entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation(IsolationLevel.READ_COMMITTED)),
            entry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MAX_RECORD_BYTES),
            entry(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, 5L),
            entry(ConsumerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 200L),
            entry(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L),
            entry(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false),
            entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
            entry(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class),
            entry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class)));
  }

  /// A client for topics, groups and offsets.
  public Admin admin(String client) {
    return Admin.create(
        Stream.of(
                entry(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                entry(CommonClientConfigs.CLIENT_ID_CONFIG, client),
                entry(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false))
            .collect(
                Collectors.<Map.Entry<String, ?>, String, Object>toMap(
                    Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static String isolation(IsolationLevel level) {
    return level.toString().toLowerCase(Locale.ROOT);
  }
}
