// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chappe.common.json.Json;
import chappe.common.lifecycle.Service;
import chappe.common.lifecycle.Supervisor;
import chappe.common.record.CommandResult;
import chappe.common.record.CommandResult.Outcome;
import chappe.common.record.OutboundCommand;
import chappe.common.record.OutboundCommand.Repeat;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import chappe.common.settings.Settings;
import chappe.embedded.EmbeddedKafka;
import chappe.embedded.junit.EmbeddedServers;
import chappe.embedded.junit.FreshDatabase;
import chappe.simulator.Simulator;
import chappe.simulator.SimulatorOptions;
import chappe.simulator.ledger.Call;
import chappe.simulator.ledger.CallFilter;
import chappe.simulator.ledger.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedServers.class)
@Timeout(120)
class SenderIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String TOKEN = "123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr";

  private final EmbeddedKafka kafka;
  private final FreshDatabase database;
  private final Line line;
  private Simulator telegram = Simulator.start();
  private final int telegramPort = telegram.port();
  private Service sender;

  SenderIT(EmbeddedKafka kafka, FreshDatabase database) {
    this.kafka = kafka;
    this.database = database;
    this.line = new Line(kafka.bootstrapServers());
  }

  @BeforeEach
  void start() {
    sender = startSender();
  }

  @AfterEach
  void close() {
    sender.close();
    telegram.close();
    line.close();
  }

  @Test
  void everyCommandIsSentOnceAndInOrderPerChat() {
    for (int i = 0; i < 20; i++) {
      for (int chat = 1; chat <= 50; chat++) {
        line.command(
            Topic.OUTBOUND_REPLY,
            "demo:a%d:%d".formatted(chat, i),
            chat,
            Line.message(chat, "" + i));
      }
    }
    await().atMost(PATIENCE).until(() -> line.results("demo:a").size() == 1000);

    var inOrder = IntStream.range(0, 20).mapToObj(Integer::toString).toList();
    for (long chat = 1; chat <= 50; chat++) {
      assertThat(texts(chat)).isEqualTo(inOrder);
    }
    assertThat(line.results("demo:a"))
        .allSatisfy(
            it -> {
              assertThat(it.outcome()).isEqualTo(Outcome.SENT);
              assertThat(it.messageId()).isPositive();
              assertThat(it.attempts()).isEqualTo(1);
            });
  }

  @Test
  void pauseOfOneChatHoldsUpThatChatOnlyAndEachLaneKeepsItsOrder() {
    telegram.fault(Fault.on("sendMessage").chat(100).tooMany(3));
    line.command(Topic.OUTBOUND_BULK, "demo:b:1", 100, Line.message(100, "refused at first"));
    await().atMost(PATIENCE).until(() -> metrics().contains("outcome=\"retry_after\""));
    line.command(Topic.OUTBOUND_BULK, "demo:b:2", 100, Line.message(100, "after"));
    line.command(Topic.OUTBOUND_REPLY, "demo:b:3", 100, Line.message(100, "other lane"));
    line.command(Topic.OUTBOUND_BULK, "demo:b:4", 101, Line.message(101, "other chat"));

    assertThat(result("demo:b:3").outcome()).isEqualTo(Outcome.SENT);
    assertThat(result("demo:b:2").outcome()).isEqualTo(Outcome.SENT);
    assertThat(texts(100))
        .containsExactlyInAnyOrder("other lane", "refused at first", "after")
        .containsSubsequence("refused at first", "after");
    var waited = result("demo:b:1");
    assertThat(waited.attempts()).isEqualTo(2);
    assertThat(Duration.between(waited.startedAt(), waited.finishedAt()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    assertThat(result("demo:b:4").finishedAt()).isBefore(waited.finishedAt());
  }

  @Test
  void groupThatBecameASupergroupIsFollowed() {
    telegram.fault(Fault.on("sendMessage").chat(-110).migrated(-100110));
    line.command(Topic.OUTBOUND_REPLY, "demo:m:1", -110, Line.message(-110, "moved"));

    assertThat(result("demo:m:1").migratedTo()).isEqualTo(-100110);
    assertThat(texts(-100110)).containsExactly("moved");
  }

  @Test
  void lostAnswerIsRepeatedOrUnknownAsTheCommandSays() {
    telegram.fault(Fault.on("sendMessage").chat(120).lost(Fault.Drop.AFTER));
    telegram.fault(Fault.on("sendMessage").chat(121).lost(Fault.Drop.AFTER));
    line.command(Topic.OUTBOUND_REPLY, "demo:l:1", 120, Line.message(120, "at least once"));
    var once = Line.message(121, "at most once");
    line.command(
        Topic.OUTBOUND_REPLY,
        "demo:l:2",
        121,
        new OutboundCommand(1, once.method(), once.params(), null, Repeat.AT_MOST_ONCE));

    assertThat(result("demo:l:2").outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(texts(121)).containsExactly("at most once");
    assertThat(result("demo:l:1").outcome()).isEqualTo(Outcome.SENT);
    assertThat(texts(120)).containsExactly("at least once", "at least once");
  }

  @Test
  void callThatNeverArrivedAndServerErrorsAreRepeated() {
    telegram.fault(Fault.on("sendMessage").chat(130).error(500, ""));
    telegram.fault(Fault.on("sendMessage").chat(130).lost(Fault.Drop.BEFORE));
    line.command(Topic.OUTBOUND_REPLY, "demo:n:1", 130, Line.message(130, "in the end"));

    assertThat(result("demo:n:1").attempts()).isEqualTo(3);
    assertThat(texts(130)).containsExactly("in the end");
  }

  @Test
  void resultStandsUnderTheCommandsKeyWithItsId() {
    line.command(Topic.OUTBOUND_REPLY, "demo:c:1", -77, Line.message(-77, ""));

    var result = result("demo:c:1");
    assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(result.errorCode()).isEqualTo(400);
    assertThat(result.description()).isEqualTo("Bad Request: message text is empty");
    var record = line.result("demo:c:1").orElseThrow();
    assertThat(record.key()).isEqualTo("demo:-77");
    assertThat(record.partition()).isEqualTo(RecordKey.partition("demo:-77", 12));
    assertThat(Line.text(record)).contains("bot=demo\n", "type=result\n", "at=");
  }

  @Test
  void expiredCommandIsDroppedWithAResultThatSaysSo() {
    line.command(
        Topic.OUTBOUND_URGENT,
        "demo:d:1",
        200,
        new OutboundCommand(
            1,
            "sendMessage",
            Json.object().put("chat_id", 200).put("text", "late"),
            Instant.now().minusSeconds(1),
            Repeat.AT_LEAST_ONCE));

    assertThat(result("demo:d:1").outcome()).isEqualTo(Outcome.EXPIRED);
    assertThat(texts(200)).isEmpty();
  }

  @Test
  void whatCannotBeSentBecomesADeadLetterAndTheChatGoesOn() {
    var unreadable = "no command".getBytes(StandardCharsets.UTF_8);
    line.record(Topic.OUTBOUND_REPLY, "demo:e:1", "demo:300", unreadable);
    line.record(
        Topic.OUTBOUND_REPLY, "shop:e:2", "shop:300", Json.bytes(Line.message(300, "shop")));
    line.command(Topic.OUTBOUND_REPLY, "demo:e:3", 300, Line.message(300, "good"));

    await().atMost(PATIENCE).until(() -> line.result("demo:e:3").isPresent());
    await()
        .atMost(PATIENCE)
        .until(() -> line.dead("demo:e:1").isPresent() && line.dead("shop:e:2").isPresent());
    assertThat(line.dead("demo:e:1").orElseThrow().value()).isEqualTo(unreadable);
    assertThat(Line.text(line.dead("shop:e:2").orElseThrow())).contains("no token for the bot");
    assertThat(texts(300)).containsExactly("good");
  }

  @Test
  void telegramThatIsAwayLosesNothing() {
    telegram.close();
    for (int i = 0; i < 10; i++) {
      line.command(Topic.OUTBOUND_REPLY, "demo:f:" + i, 400 + i, Line.message(400 + i, "kept"));
    }
    await().atMost(PATIENCE).until(() -> metrics().contains("outcome=\"unreachable\""));
    assertThat(line.results("demo:f")).isEmpty();

    telegram = restarted();
    await().atMost(PATIENCE).until(() -> line.results("demo:f").size() == 10);
    assertThat(line.results("demo:f"))
        .allSatisfy(it -> assertThat(it.outcome()).isEqualTo(Outcome.SENT));
    for (int i = 0; i < 10; i++) {
      assertThat(texts(400 + i)).containsExactly("kept");
    }
  }

  @Test
  void stopIsQuickWhileCommandsWaitAndTheNextStartSendsThem() {
    telegram.close();
    line.command(Topic.OUTBOUND_REPLY, "demo:g:1", 500, Line.message(500, "first"));
    line.command(Topic.OUTBOUND_REPLY, "demo:g:2", 500, Line.message(500, "second"));
    await().atMost(PATIENCE).until(() -> metrics().contains("outcome=\"unreachable\""));

    long start = System.nanoTime();
    sender.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));

    telegram = restarted();
    sender = startSender();
    await().atMost(PATIENCE).until(() -> line.result("demo:g:2").isPresent());
    assertThat(texts(500)).containsExactly("first", "second");
  }

  @Test
  void stopLetsACallThatIsUnderWayEnd() throws InterruptedException {
    telegram.fault(Fault.on("sendMessage").chat(600).late(Duration.ofSeconds(2)));
    line.command(Topic.OUTBOUND_REPLY, "demo:h:1", 600, Line.message(600, "slow"));
    TimeUnit.SECONDS.sleep(1);
    sender.close();

    assertThat(result("demo:h:1").attempts()).isEqualTo(1);
    assertThat(texts(600)).containsExactly("slow");
  }

  @Test
  void metricsNameTheMethodAndNeverTheToken() {
    line.command(Topic.OUTBOUND_REPLY, "demo:i:1", 700, Line.message(700, "counted"));
    await().atMost(PATIENCE).until(() -> line.result("demo:i:1").isPresent());
    assertThat(metrics())
        .contains(
            "chappe_sender_calls_total{bot=\"demo\",method=\"sendMessage\",outcome=\"sent\",}",
            "chappe_sender_commands_total{bot=\"demo\",lane=\"reply\",outcome=\"sent\",}",
            "chappe_sender_call_seconds_bucket{bot=\"demo\",")
        .doesNotContain(TOKEN);
  }

  /// What Telegram carried out for a chat, in its order.
  private List<String> texts(long chat) {
    return telegram.calls(CallFilter.method("sendMessage").chat(chat)).stream()
        .filter(Call::ok)
        .map(Call::text)
        .toList();
  }

  private Simulator restarted() {
    return Simulator.start(SimulatorOptions.DEFAULTS.listening("127.0.0.1", telegramPort));
  }

  private CommandResult result(String command) {
    await().atMost(PATIENCE).until(() -> line.result(command).isPresent());
    return Json.read(line.result(command).orElseThrow().value(), CommandResult.class);
  }

  private Service startSender() {
    var started =
        SenderMain.start(
            Settings.of(
                Map.of(
                    "BOT_TOKEN",
                    TOKEN,
                    "TELEGRAM_API_URL",
                    "http://127.0.0.1:" + telegramPort,
                    "KAFKA_BOOTSTRAP_SERVERS",
                    kafka.bootstrapServers(),
                    "DATABASE_URL",
                    database.url(),
                    "RATE_MODE",
                    "off",
                    "TELEGRAM_BREAKER_PAUSE",
                    "1s",
                    "INSTANCE_NAME",
                    "test",
                    "SENDER_PORT",
                    "0")),
            new Supervisor());
    await()
        .atMost(PATIENCE)
        .until(() -> answer(started, "/health/ready").equals("{\"status\":\"ok\",\"failing\":{}}"));
    return started;
  }

  private String metrics() {
    return answer(sender, "/metrics");
  }

  static String answer(Service service, String path) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path)).build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
