// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.json.Json;
import chappe.common.kafka.FirstOffsets;
import chappe.common.kafka.Group;
import chappe.common.kafka.KafkaClients;
import chappe.common.kafka.TopicLayout;
import chappe.common.kafka.Topics;
import chappe.common.record.CommandResult;
import chappe.common.record.Header;
import chappe.common.record.OutboundCommand;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// What stands before and behind a sender: commands go in, results and dead letters are kept as
/// they come out. For one thread.
final class Line implements AutoCloseable {
  private static final String DEAD = Topic.dead("sender");

  private final Producer<String, byte[]> producer;
  private final Consumer<String, byte[]> reader;
  private final List<ConsumerRecord<String, byte[]>> results = new ArrayList<>();
  private final List<ConsumerRecord<String, byte[]>> dead = new ArrayList<>();

  Line(String bootstrapServers) {
    var clients = new KafkaClients(bootstrapServers);
    try (var admin = clients.admin("test")) {
      var topics = new Topics(admin);
      topics.create(new TopicLayout(12, 1, Duration.ofDays(1)));
      topics.commitFirst(Group.sender(), new FirstOffsets.Beginning());
    }
    producer = clients.producer("test", Duration.ofSeconds(10));
    reader = clients.reader("test");
    List<TopicPartition> partitions =
        Stream.of(Topic.RESULTS.topicName(), DEAD)
            .flatMap(it -> reader.partitionsFor(it).stream())
            .map(it -> new TopicPartition(it.topic(), it.partition()))
            .toList();
    reader.assign(partitions);
    reader.seekToEnd(partitions);
    partitions.forEach(reader::position);
  }

  void command(Topic lane, String id, long chat, OutboundCommand command) {
    record(lane, id, RecordKey.chat("demo", chat).toString(), Json.bytes(command));
  }

  void record(Topic lane, String id, String key, byte[] value) {
    var record = new ProducerRecord<>(lane.topicName(), key, value);
    Header.put(record.headers(), Header.ID, id);
    Header.put(record.headers(), Header.TYPE, OutboundCommand.TYPE);
    try {
      producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  static OutboundCommand message(long chat, String text) {
    return OutboundCommand.of("sendMessage", Json.object().put("chat_id", chat).put("text", text));
  }

  List<CommandResult> results(String prefix) {
    read();
    return results.stream()
        .filter(it -> it.key() != null)
        .map(it -> Json.read(it.value(), CommandResult.class))
        .filter(it -> it.command().startsWith(prefix))
        .collect(Collectors.toList());
  }

  Optional<ConsumerRecord<String, byte[]>> result(String command) {
    read();
    return withId(results, command + ":result");
  }

  Optional<ConsumerRecord<String, byte[]>> dead(String id) {
    read();
    return withId(dead, id);
  }

  private static Optional<ConsumerRecord<String, byte[]>> withId(
      List<ConsumerRecord<String, byte[]>> records, String id) {
    return records.stream()
        .filter(it -> Header.text(it.headers(), Header.ID).equals(Optional.of(id)))
        .findFirst();
  }

  static String text(ConsumerRecord<String, byte[]> record) {
    var all = new StringBuilder();
    record
        .headers()
        .forEach(
            it ->
                all.append(it.key())
                    .append('=')
                    .append(new String(it.value(), StandardCharsets.UTF_8))
                    .append('\n'));
    return all.toString();
  }

  private void read() {
    for (var record : reader.poll(Duration.ofMillis(100))) {
      (record.topic().equals(DEAD) ? dead : results).add(record);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
    reader.close();
  }
}
