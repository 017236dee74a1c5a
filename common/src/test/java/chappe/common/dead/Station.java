// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.dead;

import chappe.common.consumer.ConsumerOptions;
import chappe.common.consumer.Emitter;
import chappe.common.consumer.KeyedConsumer;
import chappe.common.consumer.Received;
import chappe.common.consumer.RecordHandler;
import chappe.common.consumer.Storage;
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
import chappe.common.record.RetryId;
import chappe.common.record.Topic;
import chappe.common.record.Traceparent;
import chappe.common.settings.Secret;
import chappe.embedded.EmbeddedKafka;
import chappe.embedded.TemporaryFolder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// A dispatcher of one handler, which answers every record with its text until it is made sick, on
/// a broker of its own.
final class Station implements AutoCloseable {
  static final int PARTITIONS = 2;

  final KafkaClients clients;
  volatile boolean sick = true;
  private final TemporaryFolder folder = TemporaryFolder.make();
  private final EmbeddedKafka kafka = EmbeddedKafka.start(folder.path(), 0);
  private final Producer<String, byte[]> producer;
  private KeyedConsumer consumer;

  /// Which ids fail, and let others wait, while it is sick; empty: all fail, and none waits.
  final Set<String> parking = ConcurrentHashMap.newKeySet();

  private final Database database;

  Station(String databaseUrl) {
    var databaseSettings = new DatabaseSettings(Secret.of(databaseUrl), 4);
    Migrations.migrate(databaseSettings);
    database = Database.open(databaseSettings, "dispatcher");
    clients = new KafkaClients(kafka.bootstrapServers());
    producer = clients.producer("test", Duration.ofSeconds(30));
    var group = Group.dispatcher("main");
    try (var admin = clients.admin("test")) {
      var topics = new Topics(admin);
      topics.create(new TopicLayout(PARTITIONS, 1, Duration.ofDays(1)));
      topics.commitFirst(group, new FirstOffsets.Beginning());
    }
    consumer = consume();
  }

  /// Stops it, and starts it again.
  void restart() {
    consumer.close();
    consumer = consume();
  }

  private KeyedConsumer consume() {
    var group = Group.dispatcher("main");
    var defaults = ConsumerOptions.transactional(group, "one");
    return KeyedConsumer.start(
        new ConsumerOptions(
            group,
            "one",
            defaults.mode(),
            defaults.queueKey(),
            new ConsumerOptions.Retries(2, Duration.ofMillis(5), Duration.ofMillis(5), 0),
            defaults.limits(),
            defaults.drain()),
        handler,
        new KeyedConsumer.Surroundings(
            clients,
            new Metrics("dispatcher"),
            InstantSource.system(),
            System::nanoTime,
            new Supervisor(),
            new Storage.In(database)));
  }

  private final RecordHandler handler =
      new RecordHandler() {
        @Override
        public void handle(Received received, Emitter emitter) {
          Station.this.handle(received, emitter);
        }

        @Override
        public boolean parks(Received received) {
          return parking.contains(RetryId.first(received.id()));
        }
      };

  private void handle(Received received, Emitter emitter) {
    if (sick && (parking.isEmpty() || parking.contains(RetryId.first(received.id())))) {
      throw new IllegalStateException("broken on purpose");
    }
    emitter.emit(
        Topic.OUTBOUND_REPLY, received.recordKey(), received.sourceTopic(), received.value());
  }

  /// Produces a record with the id `demo:{number}` and its number for a text.
  void produce(Topic topic, long chat, int number) {
    String key = RecordKey.chat("demo", chat).toString();
    var record =
        new ProducerRecord<>(
            topic.topicName(),
            RecordKey.partition(key, PARTITIONS),
            key,
            Integer.toString(number).getBytes(StandardCharsets.UTF_8));
    Header.put(record.headers(), Header.BOT, "demo");
    Header.put(record.headers(), Header.ID, "demo:" + number);
    Header.put(record.headers(), Header.TYPE, "message");
    Header.put(record.headers(), Header.AT, "1795000000000");
    record.headers().add(Header.TRACEPARENT, Traceparent.fresh());
    var _ = producer.send(record);
    producer.flush();
  }

  /// The ids of a chat's answers, in order.
  List<String> answers(long chat) {
    return committed(Topic.OUTBOUND_REPLY.topicName(), chat).stream()
        .map(it -> Header.text(it.headers(), Header.ID).orElse(""))
        .toList();
  }

  /// What readers see of a chat in a topic.
  List<ConsumerRecord<String, byte[]>> committed(String topic, long chat) {
    List<TopicPartition> partitions =
        IntStream.range(0, PARTITIONS).mapToObj(it -> new TopicPartition(topic, it)).toList();
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (Consumer<String, byte[]> reader = clients.reader("test-reader")) {
      reader.assign(partitions);
      reader.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
        reader.poll(Duration.ofMillis(100)).forEach(found::add);
      }
    }
    found.removeIf(it -> !it.key().equals("demo:" + chat));
    return found;
  }

  @Override
  public void close() {
    consumer.close();
    producer.close();
    database.close();
    kafka.close();
    folder.close();
  }
}
