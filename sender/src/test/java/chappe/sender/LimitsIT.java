// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chappe.common.database.DatabaseSettings;
import chappe.common.database.Migrations;
import chappe.common.json.Json;
import chappe.common.lifecycle.Service;
import chappe.common.lifecycle.Supervisor;
import chappe.common.record.CommandResult.Outcome;
import chappe.common.record.OutboundCommand;
import chappe.common.record.OutboundCommand.Repeat;
import chappe.common.record.Topic;
import chappe.common.settings.Settings;
import chappe.embedded.EmbeddedKafka;
import chappe.embedded.EmbeddedRedis;
import chappe.embedded.junit.EmbeddedServers;
import chappe.embedded.junit.FreshDatabase;
import chappe.simulator.Simulator;
import chappe.simulator.ledger.Call;
import chappe.simulator.ledger.CallFilter;
import chappe.simulator.ledger.Fault;
import chappe.simulator.limit.Limits;
import chappe.simulator.limit.StrictMode.Refusals;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Senders with a Telegram that counts, and with one that fails.
@ExtendWith(EmbeddedServers.class)
@Timeout(150)
class LimitsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TOKEN = "123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr";
  private static int tests;

  private final EmbeddedKafka kafka;
  private final EmbeddedRedis redis;
  private final FreshDatabase database;
  private final Line line;
  private final Simulator telegram = Simulator.start();
  private final List<AutoCloseable> senders = new ArrayList<>();
  private String prefix = "";

  LimitsIT(EmbeddedKafka kafka, EmbeddedRedis redis, FreshDatabase database) {
    this.kafka = kafka;
    this.redis = redis;
    this.database = database;
    this.line = new Line(kafka.bootstrapServers());
  }

  @BeforeEach
  void migrate() {
    redis.clear();
    prefix = "demo:t" + tests++ + ":";
    Migrations.migrate(Settings.of(settings("migration")).read(DatabaseSettings.class));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable sender : senders) {
      sender.close();
    }
    telegram.close();
    line.close();
  }

  @Test
  void twoSendersTogetherKeepTheLimitsToTheLastMessage() {
    // a machine with other things to do may bring two messages nearer to each other
    var second = Limits.TELEGRAM;
    telegram.limits(
        Optional.of(
            new Limits(
                second.bulk(),
                Duration.ofMillis(700),
                second.paid(),
                second.chatBurst(),
                second.chatEvery(),
                second.group(),
                second.groupWindow(),
                second.answers(),
                Duration.ofMillis(300))));
    senders.add(sender("a"));
    senders.add(sender("b"));
    int count = 0;
    for (int i = 0; i < 3; i++) {
      for (int chat = 1; chat <= 60; chat++) {
        message(Topic.OUTBOUND_BULK, count++, 1000 + chat, "" + i);
      }
      message(Topic.OUTBOUND_BULK, count++, -1001, "" + i);
    }
    int all = count;
    await().atMost(PATIENCE).until(() -> line.results(prefix).size() == all);

    assertThat(telegram.refusals()).isEqualTo(new Refusals(0, 0, 0));
    assertThat(sent()).hasSize(all);
    for (long chat = 1001; chat <= 1060; chat++) {
      assertThat(texts(chat)).containsExactly("0", "1", "2");
    }
    // 183 at 30 a second, after a start
    var calls = sent();
    assertThat(Duration.between(calls.getFirst().at(), calls.getLast().at()))
        .isBetween(Duration.ofMillis(5_900), Duration.ofSeconds(20));
  }

  @Test
  void aReplyGoesBeforeABroadcastThatCameEarlier() {
    senders.add(sender("a"));
    for (int i = 0; i < 200; i++) {
      message(Topic.OUTBOUND_BULK, i, 2000 + i, "broadcast");
    }
    await().atMost(PATIENCE).until(() -> sent().size() > 10);
    message(Topic.OUTBOUND_REPLY, 1000, 2999, "reply");
    await().atMost(PATIENCE).until(() -> line.results(prefix).size() == 201);

    var order = sent().stream().map(Call::text).toList();
    assertThat(order.indexOf("reply")).isLessThan(150);
  }

  @Test
  void oneChatsRefusalHoldsThatChatInEveryLaneAndNoOther() {
    telegram.fault(Fault.on("sendMessage").chat(3001).tooMany(3));
    senders.add(sender("a"));
    message(Topic.OUTBOUND_BULK, 1, 3001, "refused at first");
    await().atMost(PATIENCE).until(() -> metrics().contains("scope=\"chat\""));
    message(Topic.OUTBOUND_REPLY, 2, 3001, "other lane");
    message(Topic.OUTBOUND_REPLY, 3, 3002, "other chat");
    await().atMost(PATIENCE).until(() -> line.results(prefix).size() == 3);

    var calls = telegram.calls(CallFilter.method("sendMessage"));
    assertThat(calls.get(1).text()).isEqualTo("other chat");
    var refused = calls.getFirst().at();
    assertThat(calls.stream().filter(it -> it.chat().equals("3001")).skip(1))
        .allSatisfy(
            it ->
                assertThat(Duration.between(refused, it.at()))
                    .isGreaterThan(Duration.ofSeconds(3)));
  }

  @Test
  void severalChatsRefusalsHoldTheBotInEverySender() {
    telegram.fault(Fault.on("sendMessage").tooMany(4).times(3));
    senders.add(sender("a"));
    senders.add(sender("b"));
    IntStream.range(0, 3).forEach(it -> message(Topic.OUTBOUND_REPLY, it, 4000 + it, "first"));
    await().atMost(PATIENCE).until(() -> telegram.calls(CallFilter.ALL).size() >= 3);
    var refused = telegram.calls(CallFilter.ALL).get(2).at();
    await().atMost(PATIENCE).until(() -> metrics().contains("scope=\"bot\""));
    IntStream.range(10, 30).forEach(it -> message(Topic.OUTBOUND_REPLY, it, 4000 + it, "later"));
    await().atMost(PATIENCE).until(() -> line.results(prefix).size() == 23);

    assertThat(telegram.calls(CallFilter.ALL).stream().skip(3))
        .allSatisfy(
            it ->
                assertThat(Duration.between(refused, it.at()))
                    .isGreaterThan(Duration.ofMillis(3_900)));
  }

  /// What a crash leaves: some calls were under way. They are listed, and only they come twice.
  @Test
  void killedSendersLoseNothingAndRepeatOnlyWhatIsListed() throws Exception {
    var killed = process("a");
    int count = 300;
    for (int i = 0; i < count; i++) {
      var repeat = i % 10 == 0 ? Repeat.AT_MOST_ONCE : Repeat.AT_LEAST_ONCE;
      command(Topic.OUTBOUND_BULK, i, 5000 + i % 100, "m" + i, repeat);
    }
    for (int kill = 1; kill <= 2; kill++) {
      int enough = 40 * kill;
      await().atMost(PATIENCE).until(() -> sent().size() > enough);
      killed.destroyForcibly().waitFor();
      killed = process("a");
    }
    await().atMost(PATIENCE).until(() -> results().size() == count);

    var listed = unknowns();
    Map<String, Long> sends =
        sent().stream().collect(Collectors.groupingBy(Call::text, Collectors.counting()));
    for (int i = 0; i < count; i++) {
      long times = sends.getOrDefault("m" + i, 0L);
      var id = id(i);
      if (times != 1) {
        assertThat(listed).as("m%d came %d times", i, times).contains(id);
        boolean once = i % 10 == 0;
        assertThat(times).isEqualTo(once ? 0 : 2);
        assertThat(results().get(id)).isEqualTo(once ? Outcome.UNKNOWN : Outcome.SENT);
      }
    }
    assertThat(listed).hasSizeLessThan(60);
  }

  private Map<String, Outcome> results() {
    Map<String, Outcome> all = new HashMap<>();
    line.results(prefix).forEach(it -> all.put(it.command(), it.outcome()));
    return all;
  }

  private Set<String> unknowns() throws SQLException {
    Set<String> listed = new HashSet<>();
    try (var connection = DriverManager.getConnection(database.jdbcUrl());
        var rows =
            connection.createStatement().executeQuery("select command from sender.unknowns")) {
      while (rows.next()) {
        listed.add(rows.getString(1));
      }
    }
    return listed;
  }

  private String id(int number) {
    return prefix + number;
  }

  private void message(Topic lane, int number, long chat, String text) {
    command(lane, number, chat, text, Repeat.AT_LEAST_ONCE);
  }

  private void command(Topic lane, int number, long chat, String text, Repeat repeat) {
    var params = Json.object().put("chat_id", chat).put("text", text);
    line.command(
        lane, id(number), chat, new OutboundCommand(1, "sendMessage", params, null, repeat));
  }

  /// What Telegram carried out, in its order.
  private List<Call> sent() {
    return telegram.calls(CallFilter.method("sendMessage")).stream().filter(Call::ok).toList();
  }

  private List<String> texts(long chat) {
    return sent().stream().filter(it -> it.chat().equals("" + chat)).map(Call::text).toList();
  }

  private Map<String, String> settings(String instance) {
    return Map.of(
        "BOT_TOKEN", TOKEN,
        "TELEGRAM_API_URL", telegram.url().toString(),
        "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
        "DATABASE_URL", database.url(),
        "REDIS_URL", redis.url(),
        "INSTANCE_NAME", instance,
        "SENDER_PORT", "0");
  }

  private Service sender(String instance) {
    return SenderMain.start(Settings.of(settings(instance)), new Supervisor());
  }

  private String metrics() {
    return senders.stream()
        .map(it -> SenderIT.answer((Service) it, "/metrics"))
        .collect(Collectors.joining());
  }

  private Process process(String instance) throws IOException {
    var process = SenderProcessMain.start(settings(instance));
    senders.add(
        () -> {
          process.destroyForcibly();
          process.waitFor(10, TimeUnit.SECONDS);
        });
    return process;
  }
}
