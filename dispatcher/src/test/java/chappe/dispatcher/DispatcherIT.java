// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chappe.common.database.DatabaseSettings;
import chappe.common.database.Migrations;
import chappe.common.dead.DeadLetterBox;
import chappe.common.dead.LetterFilter;
import chappe.common.dead.Selection;
import chappe.common.json.Json;
import chappe.common.kafka.KafkaSettings;
import chappe.common.lifecycle.CannotStart;
import chappe.common.lifecycle.Service;
import chappe.common.lifecycle.Supervisor;
import chappe.common.record.Header;
import chappe.common.record.OutboundCommand;
import chappe.common.record.RecordKey;
import chappe.common.settings.Secret;
import chappe.common.settings.Settings;
import chappe.embedded.EmbeddedKafka;
import chappe.embedded.junit.EmbeddedServers;
import chappe.embedded.junit.FreshDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The dispatcher with a bot from a jar, over a real Kafka and PostgreSQL.
@ExtendWith(EmbeddedServers.class)
class DispatcherIT {
  private static final String BOT =
      """
      package author;
      public final class Echo implements chappe.bot.Bot {
        public void configure(chappe.bot.Routes on) {
          on.command("echo", "echoes", context -> {
            context.metrics().record("echo.length", context.arguments().rest().length());
            context.reply(context.arguments().rest());
          });
          on.command("flaky", "fails until it is cured", context -> {
            if (!Boolean.getBoolean("author.cured")) {
              throw new IllegalStateException("not cured yet");
            }
            context.reply(context.arguments().rest() + " " + context.idempotencyKey());
          });
          on.command("book", "fails until it is cured, and its chat waits", context -> {
            if (!Boolean.getBoolean("author.booked")) {
              throw new IllegalStateException("not booked yet");
            }
            context.reply("booked");
          }).onFailure(chappe.bot.FailurePolicy.park());
          on.command("fail", "fails", context -> {
            context.reply("never");
            throw new IllegalStateException("asked to");
          });
        }
      }
      """;

  private final Supervisor supervisor = new Supervisor();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Settings settings;
  private final Line line;
  private final Service service;

  DispatcherIT(EmbeddedKafka kafka, FreshDatabase database, @TempDir Path folder) throws Exception {
    settings =
        Settings.of(
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                "DATABASE_URL", database.url(),
                "DISPATCHER_PORT", "0"));
    Migrations.migrate(settings.read(DatabaseSettings.class));
    line = new Line(kafka);
    var jar = new TestJar(folder).service("author.Echo").source("Echo", BOT).write();
    Migrations.migrate(new DatabaseSettings(Secret.of(database.url()), 1), List.of("common"));
    service = DispatcherMain.start(settings, Optional.of(jar), supervisor);
  }

  @BeforeEach
  void isReady() {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(get("/health/ready")).contains("\"ok\""));
  }

  @AfterEach
  void endsCleanly() {
    service.close();
    line.close();
    assertThat(supervisor.failure()).isEmpty();
  }

  @Test
  void everyUpdateIsAnsweredOnceAndInItsChatsOrder() {
    int updates = 600;
    Map<String, List<String>> asked = new HashMap<>();
    for (int number = 1; number <= updates; number++) {
      var key = RecordKey.chat("demo", number % 30);
      asked.computeIfAbsent(key.toString(), _ -> new ArrayList<>()).add("n" + number);
      line.update(key, number, echo(number % 30, "n" + number));
      if (number % 20 == 0) {
        line.update(key, number, echo(number % 30, "n" + number));
      }
    }
    // Behind all the others on its partition, so that a second answer to one of them would be seen.
    for (int chat = 0; chat < 30; chat++) {
      line.update(RecordKey.chat("demo", chat), updates + 1 + chat, echo(chat, "end"));
    }

    var out = line.out(updates + 30);

    assertThat(out).hasSize(updates + 30);
    Map<String, List<String>> answered = new HashMap<>();
    out.forEach(it -> answered.computeIfAbsent(it.key(), _ -> new ArrayList<>()).add(text(it)));
    asked.values().forEach(it -> it.add("end"));
    assertThat(answered).isEqualTo(asked);
    assertThat(out)
        .allSatisfy(it -> assertThat(header(it, Header.ID)).matches("demo:\\d+:1"))
        .extracting(it -> header(it, Header.ID))
        .doesNotHaveDuplicates();
  }

  @Test
  void aFailingHandlerEndsAsADeadLetterAndItsChatGoesOn() throws Exception {
    line.update(RecordKey.chat("demo", 42), 1, Updates.text("/fail"));
    line.update(RecordKey.chat("demo", 42), 2, echo(42, "still here"));
    line.update(RecordKey.chat("other", 42), 3, echo(42, "not ours"));
    line.update(RecordKey.chat("demo", 43), 4, "{");

    var out = line.out(3);

    assertThat(out)
        .extracting(ConsumerRecord::topic)
        .containsExactlyInAnyOrder(
            "chappe.dead.dispatcher", "chappe.dead.dispatcher", "chappe.outbound.reply");
    assertThat(out)
        .anySatisfy(
            it -> {
              assertThat(it.value()).isEqualTo(Updates.bytes(Updates.text("/fail")));
              assertThat(header(it, "error")).isEqualTo("java.lang.IllegalStateException");
              assertThat(header(it, "error-stack")).contains("author.Echo");
              assertThat(header(it, "attempts")).isEqualTo("3");
            })
        .anySatisfy(it -> assertThat(header(it, "attempts")).isEqualTo("1"))
        .anySatisfy(it -> assertThat(text(it)).isEqualTo("still here"));
    assertThat(get("/metrics"))
        .contains("chappe_dispatcher_skipped_updates_total 1.0")
        .contains("bot_messages_total{bot=\"demo\",command=\"fail\",status=\"failed\",} 1.0")
        .contains("bot_messages_total{bot=\"demo\",command=\"echo\",status=\"ok\",} 1.0")
        .contains("bot_errors_total{bot=\"demo\",error_type=\"IllegalStateException\",} 3.0")
        .contains("bot_own_echo_length_count{bot=\"demo\",}");
    assertThat(get("/metrics/summary")).startsWith("{\"demo\":{\"echo.length\":{\"count\":");
  }

  @Test
  void aDeadLetterThatIsSentAgainIsAnUpdateAsBefore() {
    var key = RecordKey.chat("demo", 77);
    line.update(key, 7, Updates.of("message", "\"chat\":{\"id\":77},\"text\":\"/flaky late\""));
    line.out(1);
    var letters =
        new LetterFilter(
            List.of("dispatcher"),
            Optional.empty(),
            Optional.of(key.toString()),
            Optional.empty(),
            Optional.empty());
    var box =
        new DeadLetterBox(settings.read(KafkaSettings.class).clients(), InstantSource.system());
    System.setProperty("author.cured", "true");
    try {
      assertThat(box.retry(new Selection.Open(letters), "test")).hasSize(1);
      var answer = line.out(3).stream().filter(it -> !text(it).isEmpty()).findFirst().orElseThrow();

      assertThat(text(answer)).isEqualTo("late demo:7");
      assertThat(header(answer, Header.ID)).isEqualTo("demo:7~1:1");
      assertThat(answer.key()).isEqualTo(key.toString());
    } finally {
      System.clearProperty("author.cured");
    }
  }

  @Test
  void aChatWaitsForALetterOfARouteThatParks() {
    var key = RecordKey.chat("demo", 78);
    line.update(key, 8, Updates.of("message", "\"chat\":{\"id\":78},\"text\":\"/book\""));
    line.update(key, 9, echo(78, "afterwards"));
    line.update(RecordKey.chat("demo", 79), 10, echo(79, "not waiting"));
    assertThat(line.out(2)).extracting(DispatcherIT::text).doesNotContain("afterwards");
    var letters =
        new LetterFilter(
            List.of("dispatcher"),
            Optional.empty(),
            Optional.of(key.toString()),
            Optional.empty(),
            Optional.empty());
    var box =
        new DeadLetterBox(settings.read(KafkaSettings.class).clients(), InstantSource.system());
    System.setProperty("author.booked", "true");
    try {
      assertThat(box.retry(new Selection.Open(letters), "test")).hasSize(1);

      assertThat(line.out(5).stream().filter(it -> it.key().equals(key.toString())))
          .extracting(DispatcherIT::text)
          .filteredOn(it -> !it.isEmpty())
          .containsExactly("booked", "afterwards");
    } finally {
      System.clearProperty("author.booked");
    }
  }

  @Test
  void aBotThatDoesNotLoadStopsTheStart(@TempDir Path folder) {
    assertThatThrownBy(
            () ->
                DispatcherMain.start(
                    settings, Optional.of(folder.resolve("missing.jar")), supervisor))
        .isInstanceOf(CannotStart.class);
    assertThatThrownBy(() -> DispatcherMain.start(settings, Optional.empty(), supervisor))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("no bot in the class path");
  }

  private static String echo(long chat, String text) {
    return Updates.of("message", "\"chat\":{\"id\":" + chat + "},\"text\":\"/echo " + text + "\"");
  }

  private static String text(ConsumerRecord<String, byte[]> record) {
    return record.topic().equals("chappe.outbound.reply")
        ? Json.read(record.value(), OutboundCommand.class).params().path("text").asText()
        : "";
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return Header.text(record.headers(), name).orElse("");
  }

  private String get(String path) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
