// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chappe.common.database.Database;
import chappe.common.database.DatabaseSettings;
import chappe.common.json.Json;
import chappe.common.record.Header;
import chappe.common.settings.BotSettings;
import chappe.common.settings.BotsSettings;
import chappe.common.settings.Secret;
import chappe.common.settings.Settings;
import chappe.common.telegram.BotApi;
import chappe.common.telegram.CallSettings;
import chappe.embedded.EmbeddedKafka;
import chappe.embedded.junit.EmbeddedServers;
import chappe.embedded.junit.FreshDatabase;
import chappe.ingress.secrets.ReadSecrets;
import chappe.ingress.secrets.Rotation;
import chappe.simulator.Simulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A webhook secret changes while Telegram posts: nothing is refused, and the old one is worth
/// nothing afterwards.
@ExtendWith(EmbeddedServers.class)
class RotationIT {
  private static final String TOKEN = "123456:demo-token-demo-token-demo-token-00";
  private static final CallSettings CALLS =
      new CallSettings(Duration.ofSeconds(5), Duration.ofSeconds(5));

  private final Simulator telegram = Simulator.start();
  private final List<String> said = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  @TempDir private Path secrets;

  @AfterEach
  void stop() {
    telegram.close();
  }

  @Test
  void aSecretChangesUnderLoadWithNothingRefused(EmbeddedKafka kafka, FreshDatabase database)
      throws Exception {
    Files.writeString(secrets.resolve("WEBHOOK_SECRET"), Door.SECRET + "\n");
    Door.createTopics(kafka.bootstrapServers());
    var settings = settings(database);
    try (var door = Door.start(kafka.bootstrapServers(), database, settings);
        var second =
            Door.start(
                kafka.bootstrapServers(), database, with(settings, "INSTANCE_NAME", "door-2"));
        var api = new BotApi(telegram.url(), CALLS, System::nanoTime);
        var pool = Database.open(Settings.of(settings).read(DatabaseSettings.class), "test")) {
      register(api, door);
      var stop = new AtomicBoolean();
      var people = Thread.startVirtualThread(() -> talk(stop));
      await().until(() -> stored(door).size() > 20);

      rotation(settings, pool, api).run(bot(settings));
      stop.set(true);
      people.join();

      await().untilAsserted(() -> assertThat(stored(door)).containsAll(said));
      assertThat(door.get("/metrics").body())
          .doesNotContain("reason=\"wrong_secret\"")
          .doesNotContain("reason=\"missing_secret\"")
          .contains("chappe_ingress_previous_secret_total{bot=\"demo\",}");
      assertThat(secrets.resolve("WEBHOOK_SECRET_PREVIOUS")).doesNotExist();
      assertThat(Files.readString(secrets.resolve("WEBHOOK_SECRET"))).matches("[0-9a-f]{64}");
      for (var each : List.of(door, second)) {
        assertThat(each.post("demo", Door.SECRET, "{\"update_id\":1}".getBytes(UTF_8)).statusCode())
            .isEqualTo(403);
      }
      assertThat(told).doesNotContain(Door.SECRET).last().isEqualTo("✅ The old secret is gone.");
    }
  }

  @Test
  void aSecretOfTheEnvironmentIsNotRotatedAndTheCureIsTold(FreshDatabase database) {
    Map<String, String> settings = settings(database);
    settings.put("WEBHOOK_SECRET", Door.SECRET);
    try (var api = new BotApi(telegram.url(), CALLS, System::nanoTime);
        var pool = Database.open(Settings.of(settings).read(DatabaseSettings.class), "test")) {
      assertThatThrownBy(() -> rotation(settings, pool, api).run(bot(settings)))
          .hasMessageContaining("WEBHOOK_SECRET comes from given")
          .hasMessageContaining("SECRETS_DIR")
          .hasMessageNotContaining(Door.SECRET);
    }
  }

  private Rotation rotation(Map<String, String> settings, Database pool, BotApi api) {
    return new Rotation(
        Settings.of(settings),
        new ReadSecrets(pool.jdbi()),
        api,
        new Rotation.Timing(
            Duration.ofSeconds(1),
            Duration.ofSeconds(20),
            System::nanoTime,
            it -> LockSupport.parkNanos(it.toNanos())),
        told::add);
  }

  private static BotSettings bot(Map<String, String> settings) {
    return Settings.of(settings).read(BotsSettings.class).bot("demo").orElseThrow();
  }

  private Map<String, String> settings(FreshDatabase database) {
    return new HashMap<>(
        Map.of(
            "DATABASE_URL",
            database.url(),
            "TELEGRAM_MODE",
            "webhook",
            "TELEGRAM_API_URL",
            telegram.url().toString(),
            "SECRETS_DIR",
            secrets.toString(),
            "BOT_TOKEN",
            TOKEN));
  }

  private static Map<String, String> with(Map<String, String> settings, String name, String value) {
    Map<String, String> all = new HashMap<>(settings);
    all.put(name, value);
    return all;
  }

  private static void register(BotApi api, Door door) {
    var parameters =
        Json.object()
            .put("url", "http://127.0.0.1:" + door.service.port() + "/webhook/demo")
            .put("secret_token", Door.SECRET);
    api.call(Secret.of(TOKEN), "setWebhook", parameters);
  }

  private void talk(AtomicBoolean stop) {
    for (int i = 0; !stop.get(); i++) {
      said.add("demo:" + telegram.say(TOKEN, 100 + i % 50, "text " + i));
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
  }

  private static List<String> stored(Door door) {
    return door.records("chappe.updates").stream()
        .map(it -> Header.text(it.headers(), Header.ID).orElseThrow())
        .toList();
  }
}
