// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import chappe.common.database.DatabaseSettings;
import chappe.common.kafka.FirstOffsets;
import chappe.common.kafka.Group;
import chappe.common.kafka.KafkaClients;
import chappe.common.kafka.TopicLayout;
import chappe.common.kafka.Topics;
import chappe.common.record.Topic;
import chappe.common.settings.Secret;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// The topics of the run, as the load and the auditor see them. Thread-safe.
final class Line implements AutoCloseable {
  /// Two topics, so that a partition number must stay together.
  static final Group GROUP =
      new Group(
          "chappe.chaos",
          "dispatcher",
          List.of(Topic.UPDATES.topicName(), Topic.EVENTS.topicName()));

  /// What neither three nor four instances divide.
  static final int PARTITIONS = 10;

  private static final int CONNECTIONS = 5;

  private final KafkaClients clients;
  private final Admin admin;

  Line(String bootstrapServers) {
    clients = new KafkaClients(bootstrapServers);
    admin = clients.admin("chaos");
    Topics topics = new Topics(admin);
    topics.create(new TopicLayout(PARTITIONS, 1, Duration.ofDays(1)));
    topics.commitFirst(GROUP, new FirstOffsets.Beginning());
  }

  static DatabaseSettings database(String url) {
    return new DatabaseSettings(Secret.of(url), CONNECTIONS);
  }

  KafkaClients clients() {
    return clients;
  }

  /// Hands on every record of a topic that readers see, from its beginning to its end of now.
  void read(Topic topic, Consumer<ConsumerRecord<String, byte[]>> to) {
    List<TopicPartition> partitions =
        IntStream.range(0, PARTITIONS)
            .mapToObj(number -> new TopicPartition(topic.topicName(), number))
            .toList();
    try (var reader = clients.reader("chaos-auditor")) {
      reader.assign(partitions);
      reader.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
        reader.poll(Duration.ofMillis(100)).forEach(to);
      }
    }
  }

  /// By partition, how many records the group has not committed; those without any are left out.
  Map<TopicPartition, Long> lag() throws InterruptedException {
    try {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(GROUP.id()).partitionsToOffsetAndMetadata().get();
      Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
      committed.keySet().forEach(partition -> asked.put(partition, OffsetSpec.latest()));
      Map<TopicPartition, Long> behind = new HashMap<>();
      var ends = admin.listOffsets(asked).all().get();
      committed.forEach(
          (partition, offset) ->
              Optional.ofNullable(ends.get(partition))
                  .map(end -> end.offset() - offset.offset())
                  .filter(left -> left > 0)
                  .ifPresent(left -> behind.put(partition, left)));
      return behind;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker could not be asked", e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(2));
  }
}
