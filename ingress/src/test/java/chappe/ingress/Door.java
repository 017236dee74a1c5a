// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress;

import chappe.common.database.DatabaseSettings;
import chappe.common.database.Migrations;
import chappe.common.json.Json;
import chappe.common.kafka.KafkaClients;
import chappe.common.kafka.TopicLayout;
import chappe.common.kafka.Topics;
import chappe.common.lifecycle.Service;
import chappe.common.lifecycle.Supervisor;
import chappe.common.record.BotAnnouncement;
import chappe.common.record.Topic;
import chappe.common.settings.Settings;
import chappe.embedded.junit.FreshDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// A running ingress and what a test does with it: posting, and reading what stands in Kafka.
final class Door implements AutoCloseable {
  static final String SECRET = "demo-secret_1";
  static final int PARTITIONS = 12;
  private static final Duration DELIVERY = Duration.ofSeconds(10);

  final Service service;
  private final KafkaClients kafka;
  private final HttpClient http = HttpClient.newHttpClient();

  private Door(Service service, KafkaClients kafka) {
    this.service = service;
    this.kafka = kafka;
  }

  static Door webhook(String bootstrapServers, FreshDatabase database) {
    return start(
        bootstrapServers, database, Map.of("TELEGRAM_MODE", "webhook", "WEBHOOK_SECRET", SECRET));
  }

  static Door start(String bootstrapServers, FreshDatabase database, Map<String, String> settings) {
    var kafka = new KafkaClients(bootstrapServers);
    var all =
        Settings.of(
                Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS",
                    bootstrapServers,
                    "DATABASE_URL",
                    database.url(),
                    "INGRESS_PORT",
                    "0",
                    "INSTANCE_NAME",
                    "door-1",
                    "BOT_TOKEN",
                    "123456:demo-token-demo-token-demo-token-00",
                    "BOTS",
                    "shop",
                    "SHOP_BOT_TOKEN",
                    "654321:shop-token-shop-token-shop-token-00",
                    "SHOP_WEBHOOK_SECRET",
                    "shop-secret"))
            .with(settings);
    Migrations.migrate(all.read(DatabaseSettings.class));
    return new Door(IngressMain.start(all, new Supervisor()), kafka);
  }

  static void createTopics(String bootstrapServers) {
    try (var admin = new KafkaClients(bootstrapServers).admin("test")) {
      new Topics(admin).create(new TopicLayout(PARTITIONS, 1, Duration.ofDays(30)));
    }
  }

  /// Announces a bot's kinds of update as a dispatcher does.
  static void announce(String bootstrapServers, String bot, List<String> kinds) throws Exception {
    var announcement =
        new BotAnnouncement(1, bot, kinds, List.of(), List.of(), false, "1.0", Instant.EPOCH);
    try (var producer = new KafkaClients(bootstrapServers).producer("test", DELIVERY)) {
      producer
          .send(new ProducerRecord<>(Topic.BOTS.topicName(), bot, Json.bytes(announcement)))
          .get();
    }
  }

  HttpResponse<String> post(String bot, String secret, byte[] body)
      throws IOException, InterruptedException {
    return http.send(request(bot, secret, body), BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> postAsync(String bot, String secret, byte[] body) {
    return http.sendAsync(request(bot, secret, body), BodyHandlers.ofString());
  }

  HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(address(path)).method(method, BodyPublishers.noBody()).build();
    return http.send(request, BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path);
  }

  private HttpRequest request(String bot, String secret, byte[] body) {
    return HttpRequest.newBuilder(address("/webhook/" + bot))
        // a door that stops may leave a connection without an answer
        .timeout(Duration.ofSeconds(30))
        .header("Content-Type", "application/json")
        .header("X-Telegram-Bot-Api-Secret-Token", secret)
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + service.port() + path);
  }

  /// Sends these bytes as they are and reads the answer until the server has no more to say or one
  /// second has passed in silence.
  String raw(byte[]... pieces) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      socket.setSoTimeout(1_000);
      for (var piece : pieces) {
        socket.getOutputStream().write(piece);
      }
      return all(socket.getInputStream());
    }
  }

  private static String all(InputStream in) {
    var text = new StringBuilder();
    var buffer = new byte[8192];
    try {
      for (int read; (read = in.read(buffer)) >= 0; ) {
        text.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
      }
    } catch (IOException _) {
      // silence, or the server cut off what it will not read
    }
    return text.toString();
  }

  /// All that stands in a topic now.
  List<ConsumerRecord<String, byte[]>> records(String topic) {
    try (var reader = kafka.reader("test")) {
      var partitions =
          IntStream.range(0, PARTITIONS).mapToObj(it -> new TopicPartition(topic, it)).toList();
      reader.assign(partitions);
      reader.seekToBeginning(partitions);
      var ends = reader.endOffsets(partitions);
      var records = new ArrayList<ConsumerRecord<String, byte[]>>();
      while (partitions.stream().anyMatch(it -> reader.position(it) < ends.getOrDefault(it, 0L))) {
        reader.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    service.close();
  }
}
