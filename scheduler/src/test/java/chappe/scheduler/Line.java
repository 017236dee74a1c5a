// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler;

import chappe.common.json.Json;
import chappe.common.kafka.FirstOffsets;
import chappe.common.kafka.Group;
import chappe.common.kafka.KafkaClients;
import chappe.common.kafka.TopicLayout;
import chappe.common.kafka.Topics;
import chappe.common.record.Event;
import chappe.common.record.Header;
import chappe.common.record.ScheduleCommand;
import chappe.common.record.Topic;
import chappe.common.record.Traceparent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// What stands before and behind a scheduler: commands go in, what is fired and what is refused is
/// kept as it comes out. For one thread.
final class Line implements AutoCloseable {
  private static final String DEAD = Topic.dead("scheduler");

  private final Producer<String, byte[]> producer;
  private final Consumer<String, byte[]> reader;
  private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

  Line(String bootstrapServers) {
    var clients = new KafkaClients(bootstrapServers);
    try (var admin = clients.admin("test")) {
      var topics = new Topics(admin);
      topics.create(new TopicLayout(12, 1, Duration.ofDays(1)));
      topics.commitFirst(Group.scheduler(), new FirstOffsets.Beginning());
    }
    producer = clients.producer("test", Duration.ofSeconds(10));
    reader = clients.reader("test");
    List<TopicPartition> partitions =
        Stream.of(
                Topic.EVENTS.topicName(),
                Topic.OUTBOUND_REPLY.topicName(),
                Topic.OUTBOUND_BULK.topicName(),
                DEAD)
            .flatMap(it -> reader.partitionsFor(it).stream())
            .map(it -> new TopicPartition(it.topic(), it.partition()))
            .toList();
    reader.assign(partitions);
    reader.seekToEnd(partitions);
    partitions.forEach(reader::position);
  }

  void command(String key, String id, ScheduleCommand command, long at) {
    record(Topic.SCHEDULES, key, id, ScheduleCommand.TYPE, Json.bytes(command), at);
  }

  void record(Topic topic, String key, String id, String type, byte[] value, long at) {
    var headers = Header.of("demo", id, type, at, Traceparent.fresh());
    try {
      producer.send(new ProducerRecord<>(topic.topicName(), null, key, value, headers)).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The events of a type and a handler's name, in the order in which they came.
  <E extends Event> List<E> events(Class<E> type, String name) {
    read();
    return records.stream()
        .filter(it -> it.topic().equals(Topic.EVENTS.topicName()))
        .filter(it -> Json.tree(it.value()).path("name").asText().equals(name))
        .map(it -> Event.read(Header.text(it.headers(), Header.TYPE).orElse(""), it.value()))
        .flatMap(Optional::stream)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /// Ids of what came for a key in a topic.
  List<String> ids(Topic topic, String key) {
    return records(topic.topicName(), key).stream()
        .map(it -> Header.text(it.headers(), Header.ID).orElse(""))
        .toList();
  }

  List<ConsumerRecord<String, byte[]>> dead(String key) {
    return records(DEAD, key);
  }

  private List<ConsumerRecord<String, byte[]>> records(String topic, String key) {
    read();
    return records.stream().filter(it -> it.topic().equals(topic) && key.equals(it.key())).toList();
  }

  private void read() {
    reader.poll(Duration.ofMillis(50)).forEach(records::add);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
    reader.close();
  }
}
