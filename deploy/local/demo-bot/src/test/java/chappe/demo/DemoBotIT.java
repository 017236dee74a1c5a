// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chappe.common.database.DatabaseSettings;
import chappe.common.database.Migrations;
import chappe.common.json.Json;
import chappe.common.kafka.FirstOffsets;
import chappe.common.kafka.Group;
import chappe.common.kafka.KafkaClients;
import chappe.common.kafka.TopicLayout;
import chappe.common.kafka.Topics;
import chappe.common.lifecycle.Service;
import chappe.common.lifecycle.Supervisor;
import chappe.common.record.Header;
import chappe.common.record.OutboundCommand;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import chappe.common.settings.Secret;
import chappe.common.settings.Settings;
import chappe.dispatcher.DispatcherMain;
import chappe.embedded.EmbeddedKafka;
import chappe.embedded.junit.EmbeddedServers;
import chappe.embedded.junit.FreshDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// The demo bot as it runs on the line: found on the class path, over a real Kafka and PostgreSQL.
@ExtendWith(EmbeddedServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoBotIT {
  private static final int PARTITIONS = 4;

  private final Producer<String, byte[]> producer;
  private final Consumer<String, byte[]> consumer;
  private final Service service;
  private int sent;

  DemoBotIT(EmbeddedKafka kafka, FreshDatabase database) {
    var clients = new KafkaClients(kafka.bootstrapServers());
    try (var admin = clients.admin("test")) {
      var topics = new Topics(admin);
      topics.create(new TopicLayout(PARTITIONS, 1, Duration.ofDays(1)));
      topics.commitFirst(Group.dispatcher("main"), new FirstOffsets.Beginning());
    }
    producer = clients.producer("test", Duration.ofSeconds(10));
    consumer = clients.reader("test");
    Migrations.migrate(
        new DatabaseSettings(Secret.of(database.url()), 1), List.of("common", "dispatcher"));
    service =
        DispatcherMain.start(
            Settings.of(
                Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                    "DATABASE_URL", database.url(),
                    "DISPATCHER_PORT", "0")),
            Optional.empty(),
            new Supervisor());
  }

  @BeforeAll
  void readFromTheBeginning() {
    var partitions =
        Stream.of(Topic.OUTBOUND_REPLY.topicName(), Topic.dead("dispatcher"))
            .flatMap(
                topic ->
                    IntStream.range(0, PARTITIONS).mapToObj(it -> new TopicPartition(topic, it)))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  @AfterAll
  void close() {
    service.close();
    producer.close();
    consumer.close();
  }

  @Test
  void greetsByName() {
    assertThat(answer("/start")).startsWith("Hello, Ada!");
  }

  @Test
  void listsWhatItCanDo() {
    assertThat(answer("/help").lines())
        .contains(
            "/start - say hello",
            "/help - list what I can do",
            "/echo TEXT - say TEXT back",
            "/count - count how often this chat has asked",
            "/slow MS TEXT - say TEXT back after MS milliseconds",
            "/fail - fail, to see what happens then",
            "/order - order a pizza",
            "/language LANGUAGE - speak another language, such as de",
            "/form - register with e-mail, phone and age",
            "/motto - your motto in all chats, or a new one",
            "/forgetme - erase all that I know of you",
            "/note TEXT - keep TEXT in a table",
            "/notes - list what was kept",
            "/buttons - show some buttons",
            "/dice - three throws a minute",
            "/members - for those who have registered",
            "/admin - for admins",
            "/here - in groups only",
            "/twice - fail once, then work");
  }

  @Test
  void saysBackExactlyWhatItIsTold() {
    assertThat(answer("/echo  two  blanks, é 😀\nand a line"))
        .isEqualTo("two  blanks, é 😀\nand a line");
    assertThat(answer("/echo@demo_bot hi")).isEqualTo("hi");
    assertThat(answer("/echo")).isEqualTo("Usage: /echo TEXT (an argument is missing)");
  }

  @Test
  void countsHowOftenAChatHasAsked() {
    assertThat(answer("/count")).isEqualTo("1");
    assertThat(answer("/count")).isEqualTo("2");
    assertThat(answer("/echo something else")).isEqualTo("something else");
    assertThat(answer("/count")).isEqualTo("3");
  }

  @Test
  void takesItsTime() {
    assertThat(answer("/slow 0 at once")).isEqualTo("at once");
    long start = System.nanoTime();
    assertThat(answer("/slow 700 later")).isEqualTo("later");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(700));
  }

  @Test
  void tellsHowASlowCommandIsWritten() {
    var usage = "Usage: /slow MS TEXT (a whole number from 0 to 600000 is expected)";
    for (String bad : List.of("/slow soon x", "/slow -1 x", "/slow 600001 x", "/slow 1.5 x")) {
      assertThat(answer(bad)).isEqualTo(usage);
    }
    assertThat(answer("/slow 5")).isEqualTo("Usage: /slow MS TEXT (an argument is missing)");
  }

  @Test
  void whatFailsIsPutAside() {
    var letter = only(ask("private", "/fail"));

    assertThat(letter.topic()).isEqualTo("chappe.dead.dispatcher");
    assertThat(Header.text(letter.headers(), "attempts")).contains("3");
  }

  @Test
  void isHelpfulInPrivateAndQuietInAGroup() {
    assertThat(answer("hello?")).contains("/help");
    assertThat(answer("/unknown")).contains("/help");

    ask("group", "not for the bot");
    // Behind it on the same key: had there been an answer, it would have come first.
    assertThat(text(only(ask("group", "/echo loud")))).isEqualTo("loud");
  }

  private String answer(String text) {
    return text(only(ask("private", text)));
  }

  /// Sends a text.
  ///
  /// @return its id
  private String ask(String chatType, String text) {
    sent++;
    var id = "demo:" + sent;
    var update =
        Json.object()
            .put("update_id", sent)
            .set(
                "message",
                Json.object()
                    .put("text", text)
                    .<com.fasterxml.jackson.databind.node.ObjectNode>set(
                        "from", Json.object().put("id", 42).put("first_name", "Ada"))
                    .set("chat", Json.object().put("id", 42).put("type", chatType)));
    var record =
        new ProducerRecord<>(
            Topic.UPDATES.topicName(), RecordKey.chat("demo", 42).toString(), Json.bytes(update));
    Header.put(record.headers(), Header.BOT, "demo");
    Header.put(record.headers(), Header.ID, id);
    var _ = producer.send(record);
    return id;
  }

  /// Waits for the first record that comes out for an update: an answer or the dead letter.
  private ConsumerRecord<String, byte[]> only(String id) {
    List<ConsumerRecord<String, byte[]>> out = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInSameThread()
        .until(
            () -> {
              consumer.poll(Duration.ofMillis(50)).forEach(out::add);
              return !out.isEmpty();
            });
    assertThat(out).hasSize(1);
    assertThat(Header.text(out.getFirst().headers(), Header.ID))
        .hasValueSatisfying(it -> assertThat(it).isIn(id, id + ":1"));
    return out.getFirst();
  }

  private static String text(ConsumerRecord<String, byte[]> record) {
    return Json.read(record.value(), OutboundCommand.class).params().path("text").asText();
  }
}
