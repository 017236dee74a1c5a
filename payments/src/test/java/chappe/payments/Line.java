// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments;

import chappe.common.json.Json;
import chappe.common.kafka.FirstOffsets;
import chappe.common.kafka.Group;
import chappe.common.kafka.KafkaClients;
import chappe.common.kafka.TopicLayout;
import chappe.common.kafka.Topics;
import chappe.common.record.BotAnnouncement;
import chappe.common.record.Header;
import chappe.common.record.InvoiceRequest;
import chappe.common.record.OutboundCommand;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import chappe.common.record.Traceparent;
import chappe.common.record.Verdict;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// What stands before and behind the payments: updates, requests and verdicts go in; commands,
/// events, checks and dead letters are kept as they come out. For one thread.
final class Line implements AutoCloseable {
  private final Producer<String, byte[]> producer;
  private final Consumer<String, byte[]> reader;
  private final List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();
  private int updates = 1_000;

  Line(String bootstrapServers) {
    var clients = new KafkaClients(bootstrapServers);
    try (var admin = clients.admin("test")) {
      var topics = new Topics(admin);
      topics.create(new TopicLayout(4, 1, Duration.ofDays(1)));
      topics.commitFirst(Group.payments(), new FirstOffsets.Beginning());
    }
    producer = clients.producer("test", Duration.ofSeconds(10));
    reader = clients.reader("test");
    List<TopicPartition> partitions =
        Stream.of(
                Topic.OUTBOUND_REPLY.topicName(),
                Topic.OUTBOUND_URGENT.topicName(),
                Topic.EVENTS.topicName(),
                Topic.CHECKS.topicName(),
                Topic.dead("payments"))
            .flatMap(it -> reader.partitionsFor(it).stream())
            .map(it -> new TopicPartition(it.topic(), it.partition()))
            .toList();
    reader.assign(partitions);
    reader.seekToBeginning(partitions);
  }

  void announce(List<String> checks) {
    var announcement =
        new BotAnnouncement(
            1, "demo", List.of(), List.of(), List.of(), true, checks, "", Instant.EPOCH);
    send(
        Topic.BOTS,
        "demo",
        "demo:bot:1",
        BotAnnouncement.TYPE,
        Instant.now(),
        Json.bytes(announcement));
  }

  void request(String id, long chat, String type, Object request) {
    send(Topic.INVOICES, key(chat), id, type, Instant.now(), Json.bytes(request));
  }

  void verdict(String id, long user, Verdict verdict) {
    send(Topic.VERDICTS, key(user), id, Verdict.TYPE, Instant.now(), Json.bytes(verdict));
  }

  /// An update just received.
  ///
  /// @return its record's id
  String update(long user, String kind, String body) {
    return update(user, kind, body, Instant.now());
  }

  String update(long user, String kind, String body, Instant at) {
    int number = updates++;
    String id = "demo:" + number;
    redeliver(id, user, kind, body, at);
    return id;
  }

  void redeliver(String id, long user, String kind, String body, Instant at) {
    String json =
        "{'update_id':%s,'%s':%s}".formatted(id.substring(5), kind, body).replace('\'', '"');
    send(Topic.UPDATES, key(user), id, kind, at, json.getBytes(StandardCharsets.UTF_8));
  }

  /// An invoice's payload, once it is sent.
  JsonNode invoice(String request) {
    return command(request + ":1").params();
  }

  OutboundCommand command(String id) {
    return Json.read(await(id).value(), OutboundCommand.class);
  }

  /// The answer to an update.
  JsonNode answer(String update) {
    return command(update + ":answer").params();
  }

  ConsumerRecord<String, byte[]> await(String id) {
    org.awaitility.Awaitility.await(id)
        .atMost(Duration.ofSeconds(30))
        .until(() -> !all(id).isEmpty());
    return all(id).getFirst();
  }

  /// Every record of an id that has come so far.
  List<ConsumerRecord<String, byte[]>> all(String id) {
    reader.poll(Duration.ofMillis(50)).forEach(read::add);
    return read.stream()
        .filter(it -> Header.text(it.headers(), Header.ID).filter(id::equals).isPresent())
        .toList();
  }

  private static String key(long chat) {
    return RecordKey.chat("demo", chat).toString();
  }

  private void send(Topic topic, String key, String id, String type, Instant at, byte[] value) {
    try {
      producer
          .send(
              new ProducerRecord<>(
                  topic.topicName(),
                  null,
                  key,
                  value,
                  Header.of("demo", id, type, at.toEpochMilli(), Traceparent.fresh())))
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  void invoice(String id, InvoiceRequest request) {
    request(id, request.chat(), InvoiceRequest.TYPE, request);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
    reader.close();
  }
}
