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
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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

  private final EmbeddedKafka kafka;
  private final Line line;
  private FakeTelegram telegram = new FakeTelegram(0);
  private final int telegramPort = telegram.port();
  private Service sender;

  SenderIT(EmbeddedKafka kafka) {
    this.kafka = kafka;
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
      assertThat(telegram.texts(chat)).isEqualTo(inOrder);
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
  void slowCallHoldsUpItsChatAndLaneOnly() {
    line.command(Topic.OUTBOUND_BULK, "demo:b:1", 100, Line.message(100, "slow"));
    line.command(Topic.OUTBOUND_BULK, "demo:b:2", 100, Line.message(100, "after"));
    line.command(Topic.OUTBOUND_REPLY, "demo:b:3", 100, Line.message(100, "other lane"));
    line.command(Topic.OUTBOUND_BULK, "demo:b:4", 101, Line.message(101, "other chat"));

    await()
        .atMost(PATIENCE)
        .until(() -> telegram.texts(100).size() == 1 && telegram.texts(101).size() == 1);
    assertThat(telegram.texts(100)).containsExactly("other lane");
    await().atMost(PATIENCE).until(() -> line.result("demo:b:2").isPresent());
    assertThat(telegram.texts(100)).containsExactly("other lane", "slow", "after");
  }

  @Test
  void resultStandsUnderTheCommandsKeyWithItsId() {
    line.command(Topic.OUTBOUND_REPLY, "demo:c:1", -77, Line.message(-77, "refuse"));

    await().atMost(PATIENCE).until(() -> line.result("demo:c:1").isPresent());
    var record = line.result("demo:c:1").orElseThrow();
    assertThat(record.key()).isEqualTo("demo:-77");
    assertThat(record.partition()).isEqualTo(RecordKey.partition("demo:-77", 12));
    assertThat(Line.text(record)).contains("bot=demo\n", "type=result\n", "at=");
    var result = Json.read(record.value(), CommandResult.class);
    assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(result.errorCode()).isEqualTo(400);
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

    await().atMost(PATIENCE).until(() -> line.result("demo:d:1").isPresent());
    var result = Json.read(line.result("demo:d:1").orElseThrow().value(), CommandResult.class);
    assertThat(result.outcome()).isEqualTo(Outcome.EXPIRED);
    assertThat(telegram.texts(200)).isEmpty();
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
    assertThat(telegram.texts(300)).containsExactly("good");
  }

  @Test
  void telegramThatIsAwayLosesNothing() {
    telegram.close();
    for (int i = 0; i < 10; i++) {
      line.command(Topic.OUTBOUND_REPLY, "demo:f:" + i, 400 + i, Line.message(400 + i, "kept"));
    }
    await().atMost(PATIENCE).until(() -> metrics().contains("outcome=\"unreachable\""));
    assertThat(line.results("demo:f")).isEmpty();

    telegram = new FakeTelegram(telegramPort);
    await().atMost(PATIENCE).until(() -> line.results("demo:f").size() == 10);
    assertThat(line.results("demo:f"))
        .allSatisfy(it -> assertThat(it.outcome()).isEqualTo(Outcome.SENT));
    for (int i = 0; i < 10; i++) {
      assertThat(telegram.texts(400 + i)).containsExactly("kept");
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

    telegram = new FakeTelegram(telegramPort);
    sender = startSender();
    await().atMost(PATIENCE).until(() -> line.result("demo:g:2").isPresent());
    assertThat(telegram.texts(500)).containsExactly("first", "second");
  }

  @Test
  void stopLetsACallThatIsUnderWayEnd() {
    line.command(Topic.OUTBOUND_REPLY, "demo:h:1", 600, Line.message(600, "slow"));
    await()
        .pollDelay(Duration.ofSeconds(1))
        .atMost(PATIENCE)
        .until(() -> telegram.texts(600).isEmpty());
    sender.close();
    sender = startSender();
    await().atMost(PATIENCE).until(() -> line.result("demo:h:1").isPresent());
    assertThat(telegram.texts(600)).containsExactly("slow");
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
        .doesNotContain(FakeTelegram.TOKEN);
  }

  private Service startSender() {
    var started =
        SenderMain.start(
            Settings.of(
                Map.of(
                    "BOT_TOKEN",
                    FakeTelegram.TOKEN,
                    "TELEGRAM_API_URL",
                    "http://127.0.0.1:" + telegramPort,
                    "KAFKA_BOOTSTRAP_SERVERS",
                    kafka.bootstrapServers(),
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

  private static String answer(Service service, String path) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path)).build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
