// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import chappe.common.kafka.KafkaClients;
import chappe.common.record.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;

/// The broker as the benchmark sees it: topics and offsets, the same for all who run.
final class Ground implements AutoCloseable {
  static final int PARTITIONS = 12;
  static final String OUTPUT = KeyedContender.OUTPUT.topicName();
  private static final long PATIENCE_SECONDS = 30;
  private static final int TRIES = 100;
  private static final Duration PAUSE = Duration.ofMillis(100);

  /// Small segments, so that what a run has written can be dropped; the broker's time, which is
  /// what rates are taken from.
  private static final Map<String, String> CONFIG =
      Map.of(
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime",
          TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(16 * 1024 * 1024),
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(4 * 1024 * 1024));

  private final KafkaClients clients;
  private final Admin admin;

  Ground(KafkaClients clients) {
    this.clients = clients;
    this.admin = clients.admin("bench");
  }

  KafkaClients clients() {
    return clients;
  }

  /// Makes the topic that everybody writes to, and the log of the sessions.
  void prepare() throws InterruptedException {
    make(OUTPUT, CONFIG);
    make(
        Topic.SESSIONS.topicName(),
        Map.of(
            // of compacted topics alone nothing can be dropped
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            "-1"));
  }

  /// Makes a topic to read from.
  void make(String topic) throws InterruptedException {
    make(topic, CONFIG);
  }

  private void make(String topic, Map<String, String> config) throws InterruptedException {
    NewTopic wanted = new NewTopic(topic, PARTITIONS, (short) 1).configs(config);
    await(admin.createTopics(List.of(wanted)).all());
    // Until every partition is served: a producer whose first batch is refused for want of its
    // partition while its second is taken tries the first in vain for ever.
    for (int tries = 0; tries < TRIES && !isServed(topic); tries++) {
      Waiter.pause(PAUSE);
    }
  }

  private boolean isServed(String topic) throws InterruptedException {
    try {
      admin.describeTopics(List.of(topic)).allTopicNames().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      listed(topic, OffsetSpec.latest()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  /// The offsets after the last record of each partition, whether committed or not.
  Map<TopicPartition, Long> ends(String topic) throws InterruptedException {
    return offsets(topic, OffsetSpec.latest());
  }

  /// Lets a group begin at the oldest records of a topic.
  void begin(String group, String topic) throws InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> first = new HashMap<>();
    offsets(topic, OffsetSpec.earliest())
        .forEach((partition, offset) -> first.put(partition, new OffsetAndMetadata(offset)));
    await(admin.alterConsumerGroupOffsets(group, first).all());
  }

  /// How many records before the ends a group has not committed yet.
  long behind(String group, Map<TopicPartition, Long> ends) throws InterruptedException {
    long before =
        await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
            .values()
            .stream()
            .mapToLong(OffsetAndMetadata::offset)
            .sum();
    return ends.values().stream().mapToLong(it -> it).sum() - before;
  }

  /// Drops what stands before these places.
  void drop(Map<TopicPartition, Long> before) throws InterruptedException {
    Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
    before.forEach((partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(end)));
    await(admin.deleteRecords(all).all());
  }

  /// Every partition of a topic.
  private static List<TopicPartition> partitions(String topic) {
    return IntStream.range(0, PARTITIONS)
        .mapToObj(number -> new TopicPartition(topic, number))
        .toList();
  }

  private Map<TopicPartition, Long> offsets(String topic, OffsetSpec spec)
      throws InterruptedException {
    return await(listed(topic, spec)).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().offset()));
  }

  private KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> listed(
      String topic, OffsetSpec spec) {
    return admin
        .listOffsets(
            partitions(topic).stream().collect(Collectors.toMap(Function.identity(), _ -> spec)))
        .all();
  }

  private static <T> T await(KafkaFuture<T> future) throws InterruptedException {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker did not do as asked", e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(2));
  }
}
