// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chappe.common.json.Json;
import chappe.common.record.Header;
import chappe.common.settings.Secret;
import chappe.common.telegram.ApiResult;
import chappe.common.telegram.BotApi;
import chappe.common.telegram.CallSettings;
import chappe.embedded.EmbeddedKafka;
import chappe.embedded.junit.EmbeddedServers;
import chappe.embedded.junit.FreshDatabase;
import chappe.simulator.Simulator;
import chappe.simulator.ledger.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Both doors against a Telegram that behaves like the real one: nothing that a person wrote is
/// lost, and what Kafka has is confirmed.
@ExtendWith(EmbeddedServers.class)
class SimulatedTelegramIT {
  private static final String TOKEN = "123456:demo-token-demo-token-demo-token-00";

  private final Simulator telegram = Simulator.start();
  private final List<Long> said = new ArrayList<>();

  @TempDir private Path folder;
  private EmbeddedKafka kafka;

  private final FreshDatabase database;
  private final int port = freePort();

  SimulatedTelegramIT(FreshDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void start() {
    kafka = EmbeddedKafka.start(folder, 0);
    Door.createTopics(kafka.bootstrapServers());
  }

  @AfterEach
  void stop() {
    telegram.close();
    kafka.close();
  }

  @Test
  void pollingStoresWhatPeopleSayInOrderAndConfirmsIt() {
    say(150);
    try (var door = polling()) {
      say(50);
      awaitStored(door);
      await().untilAsserted(() -> assertThat(telegram.pending(TOKEN)).isZero());
      assertThat(door.records("chappe.updates"))
          .hasSize(200)
          .allSatisfy(
              it -> {
                var chat = Json.tree(it.value()).at("/message/chat/id").asText();
                assertThat(it.key()).isEqualTo("demo:" + chat);
              });
    }
  }

  @Test
  void pollingGoesOnThroughTelegramsTroubles() {
    telegram.fault(Fault.on("getUpdates").error(502, "Bad Gateway"));
    try (var door = polling()) {
      say(3);
      awaitStored(door);
      telegram.fault(
          Fault.on("getUpdates")
              .error(409, "Conflict: can't use getUpdates method while webhook is active"));
      say(3);
      awaitStored(door);
      telegram.fault(Fault.on("getUpdates").tooMany(1));
      say(3);
      awaitStored(door);
    }
  }

  @Test
  void pollingConfirmsNothingThatKafkaDoesNotHave() {
    try (var door = polling()) {
      say(3);
      awaitStored(door);
      kafka.close();
      say(5);
      await().during(Duration.ofSeconds(1)).until(() -> telegram.pending(TOKEN) == 5);
      kafka = EmbeddedKafka.start(folder, kafka.port());
      awaitStored(door);
      await().untilAsserted(() -> assertThat(telegram.pending(TOKEN)).isZero());
    }
  }

  @Test
  void aStoppedPollerLeavesTheRestToTheNext() {
    try (var door = polling()) {
      say(3);
      awaitStored(door);
    }
    say(3);
    try (var door = polling()) {
      awaitStored(door);
    }
  }

  @Test
  void theWebhookStoresWhatPeopleSay() throws Exception {
    try (var door = Door.webhook(kafka.bootstrapServers(), database);
        var api =
            new BotApi(
                telegram.url(),
                new CallSettings(Duration.ofSeconds(5), Duration.ofSeconds(5)),
                System::nanoTime)) {
      var params =
          Json.object()
              .put("url", "http://127.0.0.1:" + door.service.port() + "/webhook/demo")
              .put("secret_token", Door.SECRET);
      assertThat(api.call(Secret.of(TOKEN), "setWebhook", params))
          .isInstanceOf(ApiResult.Sent.class);
      say(100);
      awaitStored(door);
      await().untilAsserted(() -> assertThat(telegram.pending(TOKEN)).isZero());
      assertThat(door.records("chappe.updates")).hasSize(100);
    }
  }

  @Test
  void ofTwoPollersTheOtherTakesOverWhenOneHangs() throws Exception {
    try (var first = polling();
        var second = polling(Map.of("INSTANCE_NAME", "door-2"))) {
      say(20);
      awaitStored(first);
      assertThat(polls(first)).isNotEqualTo(polls(second));
      var polling = polls(first) ? first : second;
      var other = polls(first) ? second : first;
      polling.close();
      say(20);
      awaitStored(other);
      assertThat(polls(other)).isTrue();
    }
  }

  @Test
  void theRegisteredWebhookIsDeletedForPollingAndSetAgainAfterItWithNothingLost() {
    try (var door = registering("webhook")) {
      say(20);
      awaitStored(door);
    }
    say(20);
    try (var door = registering("polling")) {
      say(20);
      awaitStored(door);
    }
    say(20);
    try (var door = registering("webhook")) {
      awaitStored(door);
      assertThat(telegram.pending(TOKEN)).isZero();
    }
  }

  @Test
  void telegramIsAskedForTheKindsThatTheBotAnnounced() throws Exception {
    Door.announce(kafka.bootstrapServers(), "demo", List.of("message", "chat_member"));
    try (var _ = registering("webhook")) {
      awaitAllowed("message", "chat_member");
    }
    Door.announce(kafka.bootstrapServers(), "demo", List.of("poll"));
    try (var _ = registering("polling")) {
      // ends the long poll that may have begun before the announcement was read
      say(1);
      awaitAllowed("poll");
    }
  }

  private void awaitAllowed(String... kinds) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(telegram.updates(TOKEN).allowed().names())
                    .containsExactlyInAnyOrder(kinds));
  }

  private Door registering(String mode) {
    return Door.start(
        kafka.bootstrapServers(),
        database,
        Map.of(
            "TELEGRAM_MODE",
            mode,
            "TELEGRAM_API_URL",
            telegram.url().toString(),
            "INGRESS_PORT",
            Integer.toString(port),
            "WEBHOOK_URL",
            "http://127.0.0.1:" + port,
            "WEBHOOK_SECRET",
            Door.SECRET,
            "REGISTER_WEBHOOK",
            "true"));
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean polls(Door door) throws Exception {
    return door.get("/metrics").body().contains("chappe_ingress_polls{bot=\"demo\",} 1.0");
  }

  private Door polling() {
    return polling(Map.of());
  }

  private Door polling(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put("TELEGRAM_MODE", "polling");
    all.put("TELEGRAM_API_URL", telegram.url().toString());
    return Door.start(kafka.bootstrapServers(), database, all);
  }

  private void say(int count) {
    for (int i = 0; i < count; i++) {
      said.add(telegram.say(TOKEN, 100 + i % 7, "text " + i));
    }
  }

  /// Everything said so far is stored, each chat's in its order.
  private void awaitStored(Door door) {
    var expected = said.stream().map(it -> "demo:" + it).toList();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(door.records("chappe.updates").stream().map(SimulatedTelegramIT::id))
                    .containsAll(expected));
    var byChat = Json.object();
    for (var record : door.records("chappe.updates")) {
      long id = Json.tree(record.value()).path("update_id").asLong();
      assertThat(id).isGreaterThanOrEqualTo(byChat.path(record.key()).asLong(0));
      byChat.put(record.key(), id);
    }
  }

  private static String id(ConsumerRecord<String, byte[]> record) {
    return Header.text(record.headers(), Header.ID).orElseThrow();
  }
}
