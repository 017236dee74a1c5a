// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chappe.common.database.DatabaseSettings;
import chappe.common.database.Migrations;
import chappe.common.json.Json;
import chappe.common.people.Audience;
import chappe.common.settings.Settings;
import chappe.embedded.EmbeddedKafka;
import chappe.embedded.EmbeddedRedis;
import chappe.embedded.junit.EmbeddedServers;
import chappe.embedded.junit.FreshDatabase;
import chappe.sender.broadcast.Broadcast;
import chappe.sender.broadcast.Broadcast.State;
import chappe.sender.broadcast.Broadcasts;
import chappe.simulator.Simulator;
import chappe.simulator.ledger.Call;
import chappe.simulator.ledger.CallFilter;
import chappe.simulator.ledger.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedServers.class)
@Timeout(120)
class BroadcastIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<String, String> settings;
  private final EmbeddedRedis redis;
  private final Jdbi jdbi;
  private final Broadcasts broadcasts;
  private final Simulator telegram = Simulator.start();
  private Process sender;

  BroadcastIT(EmbeddedKafka kafka, EmbeddedRedis redis, FreshDatabase database) {
    new Line(kafka.bootstrapServers()).close();
    this.redis = redis;
    jdbi = Jdbi.create(database.jdbcUrl());
    broadcasts = new Broadcasts(jdbi);
    settings =
        Map.of(
            "BOT_TOKEN",
            "123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr",
            "TELEGRAM_API_URL",
            telegram.url().toString(),
            "KAFKA_BOOTSTRAP_SERVERS",
            kafka.bootstrapServers(),
            "DATABASE_URL",
            database.url(),
            "REDIS_URL",
            redis.url(),
            "RATE_LIMIT",
            "60",
            "INSTANCE_NAME",
            "broadcaster",
            "SENDER_PORT",
            "0");
  }

  @BeforeEach
  void start() throws Exception {
    redis.clear();
    Migrations.migrate(Settings.of(settings).read(DatabaseSettings.class));
    sender = SenderProcessMain.start(settings);
  }

  @AfterEach
  void close() throws Exception {
    sender.destroyForcibly().waitFor();
    telegram.close();
  }

  @Test
  void everyChatGetsItOnceAlthoughItsSenderIsKilled() throws Exception {
    telegram.fault(Fault.on("sendMessage").chat(7).error(403, "Forbidden: bot was blocked"));
    var recipients = LongStream.rangeClosed(1, 250).boxed().collect(Collectors.toList());
    recipients.add(1L);
    begin("once", OptionalInt.empty(), recipients);

    await().atMost(PATIENCE).until(() -> sent().size() > 60);
    sender.destroyForcibly().waitFor();
    sender = SenderProcessMain.start(settings);
    await().atMost(PATIENCE).until(() -> state("once") == State.DONE);

    var progress = broadcasts.progress("once");
    assertThat(progress.total()).isEqualTo(250);
    assertThat(progress.sent()).isEqualTo(249);
    assertThat(progress.blocked()).isEqualTo(1);
    var listed =
        jdbi.withHandle(
            it -> it.createQuery("select command from sender.unknowns").mapTo(String.class).list());
    sent()
        .forEach(
            (chat, count) -> {
              if (count > 1) {
                assertThat(listed).contains("demo:broadcast:once:" + chat);
              }
            });
    assertThat(sent()).hasSize(249);
  }

  @Test
  void aPausedOneStandsStillAndACancelledOneEnds() {
    begin("held", OptionalInt.of(5), LongStream.rangeClosed(1001, 1100).boxed().toList());
    await().atMost(PATIENCE).until(() -> broadcasts.progress("held").sent() > 5);
    assertThat(broadcasts.pause("held")).isTrue();
    await().atMost(PATIENCE).until(() -> broadcasts.progress("held").fed() == 0);
    var held = broadcasts.progress("held");
    assertThat(held.waiting()).isPositive();

    assertThat(broadcasts.begin("held")).isTrue();
    await().atMost(PATIENCE).until(() -> broadcasts.progress("held").sent() > held.sent());
    assertThat(broadcasts.cancel("held", Instant.now())).isTrue();
    await().atMost(PATIENCE).until(() -> broadcasts.progress("held").fed() == 0);

    var over = broadcasts.progress("held");
    assertThat(over.waiting()).isZero();
    assertThat(over.skipped()).isPositive();
    assertThat(over.total()).isEqualTo(100);
    assertThat(broadcasts.begin("held")).isFalse();
  }

  @Test
  void thoseWhoBlockedTheBotAreNeitherChosenNorSentTo() {
    jdbi.useHandle(
        it ->
            it.execute(
                """
                insert into common.users
                  (bot, id, first_name, language, is_blocked, created_at, last_seen)
                values ('demo', 2001, 'A', 'de', false, now(), now()),
                  ('demo', 2002, 'B', 'de', true, now(), now()),
                  ('demo', 2003, 'C', 'fr', false, now(), now())
                """));
    List<Long> chosen = new ArrayList<>();
    var audience = new Audience(jdbi);
    assertThat(audience.each("demo", "users", chosen::addAll)).isTrue();
    assertThat(chosen).containsExactly(2001L, 2003L);
    chosen.clear();
    assertThat(audience.each("demo", "language:fr", chosen::addAll)).isTrue();
    assertThat(chosen).containsExactly(2003L);
    assertThat(audience.each("demo", "everybody", chosen::addAll)).isFalse();

    begin("skips", OptionalInt.empty(), List.of(2001L, 2002L, 2003L));
    await().atMost(PATIENCE).until(() -> state("skips") == State.DONE);
    assertThat(broadcasts.progress("skips").skipped()).isEqualTo(1);
    assertThat(sent().keySet()).contains("2001", "2003").doesNotContain("2002");
  }

  private void begin(String id, OptionalInt rate, List<Long> recipients) {
    var params = Json.object().put("text", "news");
    broadcasts.create(
        new Broadcast(id, "demo", "sendMessage", params, rate, State.PREPARING, Instant.now()));
    broadcasts.add(id, recipients);
    assertThat(broadcasts.begin(id)).isTrue();
  }

  private State state(String id) {
    return broadcasts.find(id).orElseThrow().state();
  }

  /// How often each chat got something.
  private Map<String, Long> sent() {
    return telegram.calls(CallFilter.method("sendMessage")).stream()
        .filter(Call::ok)
        .collect(Collectors.groupingBy(Call::chat, Collectors.counting()));
  }
}
