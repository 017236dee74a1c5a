// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.settings.Settings;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlApiIT {
  private final Simulator simulator =
      SimulatorMain.start(Settings.of(Map.of("SIMULATOR_PORT", "0")));
  private final Caller caller = new Caller(simulator);

  @AfterEach
  void close() {
    caller.close();
    simulator.close();
  }

  @Test
  void aPersonWritesAndTheBotReads() {
    JsonNode said =
        caller
            .post(
                "/sim/bots/42/messages",
                """
                {"chat":5,"text":"/start now","user":{"first_name":"Ada","language_code":"fr"}}
                """)
            .body();
    JsonNode update = caller.get("/bot42:token/getUpdates").body().path("result").path(0);
    assertThat(update.path("update_id")).isEqualTo(said.path("update_id"));
    JsonNode message = update.path("message");
    assertThat(message.path("message_id")).isEqualTo(said.path("message_id"));
    assertThat(message.path("from").path("first_name").asText()).isEqualTo("Ada");
    assertThat(message.path("chat").path("first_name").asText()).isEqualTo("Ada");
    assertThat(message.path("entities").path(0).path("length").asInt()).isEqualTo(6);
    assertThat(caller.get("/sim/chats/5/messages?bot=42").body().path("messages")).hasSize(1);
  }

  @Test
  void aCorrectedMessageIsAnEditedMessage() {
    int number =
        caller
            .post("/sim/bots/42/messages", "{\"chat\":5,\"text\":\"helo\"}")
            .body()
            .path("message_id")
            .asInt();
    caller.post(
        "/sim/bots/42/edits",
        "{\"chat\":5,\"message_id\":%d,\"text\":\"hello\"}".formatted(number));
    JsonNode edited =
        caller.get("/bot42:token/getUpdates").body().path("result").path(1).path("edited_message");
    assertThat(edited.path("text").asText()).isEqualTo("hello");
  }

  @Test
  void anyUpdateCanBeMade() {
    String inline =
        """
        {"bot":"42:token","update":{"update_id":7,"inline_query":{"id":"q","from":{"id":5},"query":"x","offset":""}}}
        """;
    assertThat(caller.post("/sim/updates", inline).body().path("update_id").asInt()).isEqualTo(7);
    assertThat(
            caller
                .post(
                    "/bot42:token/answerInlineQuery", "{\"inline_query_id\":\"q\",\"results\":[]}")
                .body()
                .path("ok")
                .asBoolean())
        .isTrue();
    assertThat(caller.post("/sim/updates", "{\"bot\":42,\"update\":{\"what\":{}}}").status())
        .isEqualTo(400);
  }

  @Test
  void whoeverAsksForCallsMayWaitForThem() throws Exception {
    CompletableFuture<JsonNode> waiting =
        CompletableFuture.supplyAsync(
            () ->
                caller
                    .get("/sim/calls?bot=42&method=sendMessage&chat=5&count=1&wait=20")
                    .body()
                    .path("calls"));
    caller.get("/bot42:token/sendMessage?chat_id=6&text=other");
    caller.get("/bot42:token/sendMessage?chat_id=5&text=mine");
    JsonNode calls = waiting.get(10, TimeUnit.SECONDS);
    assertThat(calls).hasSize(1);
    assertThat(calls.path(0).path("parameters").path("text").asText()).isEqualTo("mine");
    assertThat(calls.path(0).path("answer").path("ok").asBoolean()).isTrue();
    assertThat(caller.delete("/sim/calls").status()).isEqualTo(204);
    assertThat(caller.get("/sim/calls").body().path("calls")).isEmpty();
  }

  @Test
  void faultsAreSwitchedOnAndOff() {
    caller.post(
        "/sim/faults", "{\"method\":\"sendMessage\",\"retry_after\":9,\"count\":2,\"delay_ms\":1}");
    assertThat(caller.get("/bot42:token/sendMessage?chat_id=5&text=a").status()).isEqualTo(429);
    assertThat(caller.get("/sim/faults").body().path("faults").path(0).path("count").asInt())
        .isEqualTo(1);
    caller.delete("/sim/faults");
    assertThat(caller.get("/bot42:token/sendMessage?chat_id=5&text=a").status()).isEqualTo(200);
    assertThat(caller.post("/sim/faults", "{\"drop\":\"sometimes\"}").status()).isEqualTo(400);
  }

  @Test
  void nonsenseIsRefusedWithAReason() {
    assertThat(
            caller.post("/sim/bots/42/messages", "{\"text\":\"a\"}").body().path("error").asText())
        .isEqualTo("chat: a number is expected");
    assertThat(caller.post("/sim/bots/nobody/messages", "{}").status()).isEqualTo(400);
    assertThat(caller.post("/sim/bots/42/messages", "[]").status()).isEqualTo(400);
  }

  @Test
  void thePageIsServedAndSeesWhatHappens() throws Exception {
    HttpURLConnection page = (HttpURLConnection) simulator.url().toURL().openConnection();
    assertThat(page.getContentType()).startsWith("text/html");
    page.disconnect();

    HttpURLConnection events = events();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(events.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).startsWith(":");
      simulator.say("42:token", 5, "hello page");
      assertThat(await(lines, "data:")).contains("\"type\":\"message\"").contains("hello page");
    }
  }

  @Test
  void everyScriptThatThePageImportsIsServed() throws Exception {
    Deque<String> scripts = new ArrayDeque<>(List.of("main.js"));
    Set<String> served = new TreeSet<>();
    while (!scripts.isEmpty()) {
      String name = scripts.remove();
      HttpResponse<String> script =
          caller
              .client()
              .send(
                  HttpRequest.newBuilder(simulator.url().resolve("/page/" + name)).build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(script.statusCode()).describedAs(name).isEqualTo(200);
      served.add(name);
      Pattern.compile("from '\\./(?<name>[a-z]+\\.js)'")
          .matcher(script.body())
          .results()
          .map(it -> it.group("name"))
          .filter(it -> !served.contains(it))
          .forEach(scripts::add);
    }
    assertThat(served).hasSize(10);
  }

  @Test
  void pagesOfOtherSitesAreRefused() throws Exception {
    HttpRequest foreign =
        HttpRequest.newBuilder(simulator.url().resolve("/sim/bots"))
            .header("Sec-Fetch-Site", "cross-site")
            .build();
    assertThat(caller.client().send(foreign, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(400);
  }

  @Test
  void itIsHealthyLikeEveryService() {
    assertThat(simulator.name()).isEqualTo("simulator");
    assertThat(caller.get("/health/live").status()).isEqualTo(200);
    assertThat(caller.get("/health/ready").status()).isEqualTo(200);
  }

  @Test
  void openPagesDoNotHoldUpTheEnd() throws IOException {
    HttpURLConnection events = events();
    assertThat(events.getInputStream().read()).isEqualTo(':');
    long before = System.nanoTime();
    simulator.close();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    events.disconnect();
  }

  private HttpURLConnection events() throws IOException {
    HttpURLConnection events =
        (HttpURLConnection) simulator.url().resolve("/sim/events").toURL().openConnection();
    events.setRequestProperty("Accept", "text/event-stream");
    events.setReadTimeout(10_000);
    return events;
  }

  private static String await(BufferedReader lines, String start) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(start)) {
        return line;
      }
    }
    return "";
  }
}
