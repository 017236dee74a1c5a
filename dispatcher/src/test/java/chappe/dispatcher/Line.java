// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.awaitility.Awaitility.await;

import chappe.common.kafka.FirstOffsets;
import chappe.common.kafka.Group;
import chappe.common.kafka.KafkaClients;
import chappe.common.kafka.TopicLayout;
import chappe.common.kafka.Topics;
import chappe.common.record.Header;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import chappe.embedded.EmbeddedKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// The line around a dispatcher, as a test sees it: puts updates in, reads what comes out.
final class Line implements AutoCloseable {
  private final Producer<String, byte[]> producer;
  private final Consumer<String, byte[]> consumer;
  private final List<ConsumerRecord<String, byte[]>> out = new ArrayList<>();

  Line(EmbeddedKafka kafka) {
    var clients = new KafkaClients(kafka.bootstrapServers());
    try (var admin = clients.admin("test")) {
      var topics = new Topics(admin);
      topics.create(new TopicLayout(4, 1, Duration.ofDays(1)));
      topics.commitFirst(Group.dispatcher("main"), new FirstOffsets.End());
    }
    producer = clients.producer("test", Duration.ofSeconds(10));
    consumer = clients.reader("test");
    var partitions =
        Stream.of(Topic.OUTBOUND_REPLY.topicName(), Topic.dead("dispatcher"))
            .flatMap(topic -> IntStream.range(0, 4).mapToObj(it -> new TopicPartition(topic, it)))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /// An update as the ingress writes it.
  void update(RecordKey key, long number, String update) {
    var record =
        new ProducerRecord<>(Topic.UPDATES.topicName(), key.toString(), Updates.bytes(update));
    Header.put(record.headers(), Header.BOT, key.bot());
    Header.put(record.headers(), Header.ID, key.bot() + ":" + number);
    Header.put(record.headers(), Header.TYPE, "message");
    Header.put(record.headers(), Header.AT, "1700000000000");
    var _ = producer.send(record);
  }

  /// Everything that has come out so far, once it is at least so many records.
  List<ConsumerRecord<String, byte[]>> out(int least) {
    await()
        .atMost(Duration.ofSeconds(40))
        .pollInSameThread()
        .until(
            () -> {
              consumer.poll(Duration.ofMillis(50)).forEach(out::add);
              return out.size() >= least;
            });
    return List.copyOf(out);
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
