// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.kafka;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;

import chappe.common.record.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;

/// Which topics there are and how they are kept: pure, asked by [Topics].
///
/// @param partitions of every keyed topic, 1 to 1000
/// @param replication copies of each partition, 1 to 10
/// @param updatesKept how long updates are kept
public record TopicLayout(int partitions, int replication, Duration updatesKept) {
  /// The services that consume, and so have dead letters and take them again.
  public static final List<String> CONSUMING =
      List.of("dispatcher", "sender", "scheduler", "payments");

  /// Every topic of a deployment.
  List<NewTopic> topics() {
    Stream<NewTopic> named =
        Stream.of(Topic.values()).map(topic -> topic(topic.topicName(), kept(topic)));
    Stream<NewTopic> retries =
        CONSUMING.stream().map(service -> topic(Topic.retry(service), days(7)));
    Stream<NewTopic> dead =
        Stream.concat(Stream.of("ingress"), CONSUMING.stream())
            .map(service -> topic(Topic.dead(service), days(30)));
    return Stream.of(named, retries, dead).flatMap(topics -> topics).toList();
  }

  private Optional<Duration> kept(Topic topic) {
    return switch (topic) {
      case UPDATES -> Optional.of(updatesKept);
      case OUTBOUND_URGENT, CHECKS, VERDICTS -> days(1);
      case EVENTS, OUTBOUND_REPLY, OUTBOUND_BULK, RESULTS, SCHEDULES, INVOICES -> days(7);
      case SESSIONS, STATS, BOTS -> Optional.empty();
    };
  }

  private static Optional<Duration> days(int days) {
    return Optional.of(Duration.ofDays(days));
  }

  private NewTopic topic(String name, Optional<Duration> kept) {
    Map<String, String> config = new HashMap<>();
    config.put(MAX_MESSAGE_BYTES_CONFIG, Integer.toString(KafkaClients.MAX_RECORD_BYTES));
    config.put(MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(Math.max(1, replication - 1)));
    kept.ifPresentOrElse(
        time -> config.put(RETENTION_MS_CONFIG, Long.toString(time.toMillis())),
        () -> config.put(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_COMPACT));
    return new NewTopic(name, partitions, (short) replication).configs(config);
  }
}
