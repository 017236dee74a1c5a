// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.json.Json;
import chappe.common.kafka.KafkaClients;
import chappe.common.lifecycle.Service;
import chappe.common.lifecycle.Supervisor;
import chappe.common.settings.Settings;
import chappe.dispatcher.DispatcherMain;
import chappe.embedded.EmbeddedKafka;
import chappe.embedded.EmbeddedPostgres;
import chappe.embedded.EmbeddedRedis;
import chappe.embedded.TemporaryFolder;
import chappe.ingress.IngressMain;
import chappe.scheduler.SchedulerMain;
import chappe.sender.SenderMain;
import chappe.simulator.Simulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Every service with real servers of its own and the simulator, in this JVM, on free ports.
final class WholeLine implements AutoCloseable {
  static final String TOKEN = "123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  static final String SECRET = "a-secret";
  private static final int PARTITIONS = 4;

  final Simulator simulator = Simulator.start();
  private final TemporaryFolder folder = TemporaryFolder.make();
  private final EmbeddedKafka kafka = EmbeddedKafka.start(folder.path().resolve("kafka"), 0);
  private final EmbeddedPostgres postgres =
      EmbeddedPostgres.start(folder.path().resolve("postgres"), 0);
  private final EmbeddedRedis redis = EmbeddedRedis.start(folder.path().resolve("redis"), 0);
  private final Settings settings;
  private final Supervisor supervisor = new Supervisor();
  private final Map<String, Service> services = new HashMap<>();
  private final HttpClient client = HttpClient.newHttpClient();

  WholeLine() {
    this(Map.of());
  }

  /// @param more settings, such as a bot's own
  WholeLine(Map<String, String> more) {
    settings =
        Settings.of(
                Map.ofEntries(
                    Map.entry("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
                    Map.entry("DATABASE_URL", postgres.url("postgres")),
                    Map.entry("REDIS_URL", redis.url()),
                    Map.entry("TELEGRAM_API_URL", simulator.url().toString()),
                    Map.entry("TELEGRAM_MODE", "webhook"),
                    Map.entry("BOT_TOKEN", TOKEN),
                    Map.entry("WEBHOOK_SECRET", SECRET),
                    Map.entry("INSTANCE_NAME", "test"),
                    Map.entry("RATE_MODE", "off"),
                    Map.entry("TOPIC_PARTITIONS", Integer.toString(PARTITIONS)),
                    Map.entry("INGRESS_PORT", "0"),
                    Map.entry("DISPATCHER_PORT", "0"),
                    Map.entry("SENDER_PORT", "0"),
                    Map.entry("API_TOKEN", "0123456789abcdef"),
                    Map.entry("SCHEDULER_PORT", "0")))
            .with(more);
    Preparation.run(settings);
    start("sender");
    start("scheduler");
    start("dispatcher");
    start("ingress");
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  String jdbcUrl() {
    return postgres.jdbcUrl("postgres");
  }

  /// The settings of a process that belongs to this line.
  Map<String, String> addresses() {
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
        "DATABASE_URL", postgres.url("postgres"),
        "TELEGRAM_API_URL", simulator.url().toString(),
        "BOT_TOKEN", TOKEN,
        "TOPIC_PARTITIONS", Integer.toString(PARTITIONS));
  }

  /// Lets the simulator post what people do to the door of this line.
  ///
  /// @param kinds of updates
  void connect(Collection<String> kinds) {
    var asked = Json.object().put("url", webhook().toString()).put("secret_token", SECRET);
    asked.set("allowed_updates", Json.tree(kinds));
    var request =
        HttpRequest.newBuilder(URI.create(simulator.url() + "/bot" + TOKEN + "/setWebhook"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(asked)))
            .build();
    try {
      var answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(answer.body());
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private URI webhook() {
    Service ingress = services.get("ingress");
    if (ingress == null) {
      throw new IllegalStateException("ingress does not run");
    }
    return URI.create("http://127.0.0.1:" + ingress.port() + "/webhook/demo");
  }

  void start(String service) {
    services.put(
        service,
        switch (service) {
          case "ingress" -> IngressMain.start(settings, supervisor);
          case "dispatcher" -> DispatcherMain.start(settings, Optional.empty(), supervisor);
          case "sender" -> SenderMain.start(settings, supervisor);
          case "scheduler" -> SchedulerMain.start(settings, supervisor);
          default -> throw new IllegalArgumentException(service);
        });
  }

  void stop(String service) {
    Service running = services.remove(service);
    if (running != null) {
      running.close();
    }
  }

  /// The status with which ingress answers an update.
  int post(String json) {
    try {
      return client
          .send(
              HttpRequest.newBuilder(webhook())
                  .header("X-Telegram-Bot-Api-Secret-Token", SECRET)
                  .POST(HttpRequest.BodyPublishers.ofString(json))
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static String update(int id, long chat, String text) {
    return """
    {"update_id":%d, "message":{"message_id":%d,"date":1795000000,
     "chat":{"id":%d,"type":"private","first_name":"Ada"},
     "from":{"id":%d,"is_bot":false,"first_name":"Ada"},"text":"%s"}}\
    """
        .formatted(id, id, chat, chat, text);
  }

  /// All that readers see of a topic.
  List<ConsumerRecord<String, byte[]>> committed(String topic) {
    List<TopicPartition> partitions =
        IntStream.range(0, PARTITIONS).mapToObj(it -> new TopicPartition(topic, it)).toList();
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (Consumer<String, byte[]> reader =
        new KafkaClients(kafka.bootstrapServers()).reader("test-reader")) {
      reader.assign(partitions);
      reader.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(it -> reader.position(it.getKey()) < it.getValue())) {
        reader.poll(Duration.ofMillis(100)).forEach(found::add);
      }
    }
    return found;
  }

  static String text(ConsumerRecord<String, byte[]> record) {
    return new String(record.value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    List.of("ingress", "dispatcher", "scheduler", "sender").forEach(this::stop);
    client.close();
    simulator.close();
    redis.close();
    postgres.close();
    kafka.close();
    folder.close();
  }
}
