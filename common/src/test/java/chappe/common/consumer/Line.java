// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.database.Database;
import chappe.common.database.DatabaseSettings;
import chappe.common.database.Migrations;
import chappe.common.kafka.FirstOffsets;
import chappe.common.kafka.Group;
import chappe.common.kafka.KafkaClients;
import chappe.common.kafka.TopicLayout;
import chappe.common.kafka.Topics;
import chappe.common.lifecycle.Supervisor;
import chappe.common.metrics.Metrics;
import chappe.common.record.Header;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import chappe.common.settings.Secret;
import chappe.embedded.junit.FreshDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// A line of one station for tests: a topic of its own to read, the line's topics to write.
final class Line implements AutoCloseable {
  static final int PARTITIONS = 4;

  final KafkaClients clients;
  final Admin admin;
  final String input = "in-" + UUID.randomUUID();
  final Group group = new Group("test-" + UUID.randomUUID(), "dispatcher", List.of(input));
  private final Producer<String, byte[]> producer;

  Line(String bootstrapServers) {
    clients = new KafkaClients(bootstrapServers);
    admin = clients.admin("test");
    producer = clients.producer("test", Duration.ofSeconds(30));
    Topics topics = new Topics(admin);
    topics.create(new TopicLayout(PARTITIONS, 1, Duration.ofDays(1)));
    admin
        .createTopics(List.of(new NewTopic(input, PARTITIONS, (short) 1)))
        .all()
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    topics.commitFirst(group, new FirstOffsets.Beginning());
  }

  /// A database with the tables of `common`.
  static Database database(FreshDatabase fresh) {
    var settings = new DatabaseSettings(Secret.of(fresh.url()), 10);
    Migrations.migrate(settings, List.of("common"));
    return Database.open(settings, "dispatcher");
  }

  ConsumerOptions options(ConsumerOptions.Mode mode, String instance) {
    return new ConsumerOptions(
        group,
        instance,
        mode,
        ConsumerRecord::key,
        new ConsumerOptions.Retries(3, Duration.ofMillis(20), Duration.ofMillis(50), 0.1),
        ConsumerOptions.Limits.DEFAULT,
        Duration.ofMillis(300));
  }

  KeyedConsumer start(ConsumerOptions options, RecordHandler handler) {
    return start(options, handler, new Supervisor());
  }

  KeyedConsumer start(ConsumerOptions options, RecordHandler handler, Supervisor supervisor) {
    return start(options, handler, supervisor, new Storage.None(), Seams.NONE);
  }

  KeyedConsumer start(
      ConsumerOptions options, RecordHandler handler, Storage storage, Seams seams) {
    return start(options, handler, new Supervisor(), storage, seams);
  }

  private KeyedConsumer start(
      ConsumerOptions options,
      RecordHandler handler,
      Supervisor supervisor,
      Storage storage,
      Seams seams) {
    return KeyedConsumer.start(
        options,
        handler,
        new KeyedConsumer.Surroundings(
            clients,
            new Metrics("dispatcher"),
            InstantSource.system(),
            System::nanoTime,
            supervisor,
            storage),
        seams);
  }

  /// Produces one record; its id is `{input}:{number}`.
  void produce(long chat, int number, String text) {
    produceTo(partition(chat), chat, number, text);
  }

  static int partition(long chat) {
    return RecordKey.partition(RecordKey.chat("demo", chat).toString(), PARTITIONS);
  }

  /// As [#produce], on any partition, as a producer with another partitioner would.
  void produceTo(int partition, long chat, int number, String text) {
    String key = RecordKey.chat("demo", chat).toString();
    var record = new ProducerRecord<>(input, partition, key, text.getBytes(StandardCharsets.UTF_8));
    Header.put(record.headers(), Header.ID, input + ":" + number);
    Header.put(record.headers(), Header.TYPE, "message");
    var _ = producer.send(record);
  }

  void flush() {
    producer.flush();
  }

  /// What readers see of a topic, of this line only.
  List<ConsumerRecord<String, byte[]>> committed(String topic) {
    List<TopicPartition> partitions =
        IntStream.range(0, PARTITIONS)
            .mapToObj(number -> new TopicPartition(topic, number))
            .toList();
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (Consumer<String, byte[]> reader = clients.reader("test-reader")) {
      reader.assign(partitions);
      reader.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
        reader
            .poll(Duration.ofMillis(100))
            .forEach(
                record -> {
                  if (id(record).startsWith(input)) {
                    found.add(record);
                  }
                });
      }
    }
    return found;
  }

  List<String> answers() {
    return committed(Topic.OUTBOUND_REPLY.topicName()).stream().map(Line::text).toList();
  }

  static String id(ConsumerRecord<String, byte[]> record) {
    return Header.text(record.headers(), Header.ID).orElse("");
  }

  static String text(ConsumerRecord<String, byte[]> record) {
    return new String(record.value(), StandardCharsets.UTF_8);
  }

  static String text(Received received) {
    return new String(received.value(), StandardCharsets.UTF_8);
  }

  /// Answers every record with its own text.
  static void echo(Received received, Emitter emitter) {
    emitter.emit(Topic.OUTBOUND_REPLY, received.recordKey(), "command", received.value());
  }

  long committedSum() {
    try {
      return admin
          .listConsumerGroupOffsets(group.id())
          .partitionsToOffsetAndMetadata()
          .get()
          .values()
          .stream()
          .mapToLong(offset -> offset.offset())
          .sum();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    admin.deleteTopics(Set.of(input));
    producer.close();
    admin.close();
  }
}
