// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.common.json.Json;
import chappe.common.record.OutboundCommand;
import chappe.common.record.RecordKey;
import chappe.common.settings.Secret;
import chappe.common.telegram.ApiResult;
import chappe.common.telegram.BotApi;
import chappe.common.telegram.Breakers;
import chappe.common.telegram.CallSettings;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BoundedTelegramTest {
  private final CollectorRegistry registry = new CollectorRegistry();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final Semaphore bulkMayEnd = new Semaphore(0);
  private final Breakers breakers =
      new Breakers(
          Gauge.build("breaker", "states").labelNames("bot", "state").create(), Breakers.OPEN);
  private HttpServer server;
  private BotApi api;
  private BoundedTelegram telegram;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/bot123456:token/",
        exchange -> {
          boolean bulk = exchange.getRequestURI().getPath().endsWith("sendPhoto");
          if (bulk) {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            bulkMayEnd.acquireUninterruptibly();
            underWay.decrementAndGet();
          }
          var answer = "{\"ok\":true,\"result\":true}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    api =
        new BotApi(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            new CallSettings(Duration.ofSeconds(2), Duration.ofSeconds(10)),
            System::nanoTime);
    telegram =
        new BoundedTelegram(
            api,
            breakers,
            NoFiles.FILES,
            Map.of("demo", Secret.of("123456:token")),
            2,
            new SenderMetrics(registry),
            new BoundedTelegram.Clocks(InstantSource.system(), System::nanoTime));
  }

  @AfterEach
  void stop() {
    bulkMayEnd.release(1000);
    api.close();
    server.stop(0);
    threads.close();
  }

  @Test
  void laneWhoseCallsHangTakesNoConnectionFromTheOthers() throws Exception {
    List<Future<Telegram.Reply>> bulk = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      bulk.add(
          threads.submit(
              () -> telegram.call(command("demo", Lane.BULK, "sendPhoto"), Json.object())));
    }
    while (most.get() < 2) {
      Thread.onSpinWait();
    }

    assertThat(telegram.call(command("demo", Lane.REPLY, "sendMessage"), Json.object()))
        .isInstanceOfSatisfying(
            Telegram.Reply.Answered.class,
            it -> assertThat(it.result()).isInstanceOf(ApiResult.Sent.class));

    var late =
        new Command(
            "demo:2:1",
            RecordKey.chat("demo", 7),
            Lane.BULK,
            new OutboundCommand(
                1,
                "sendPhoto",
                Json.object(),
                Instant.now().plusMillis(50),
                OutboundCommand.Repeat.AT_LEAST_ONCE),
            Instant.EPOCH);
    assertThat(telegram.call(late, Json.object())).isEqualTo(new Telegram.Reply.Expired());

    bulkMayEnd.release(5);
    for (var result : bulk) {
      assertThat(result.get()).isInstanceOf(Telegram.Reply.Answered.class);
    }
    assertThat(most).hasValue(2);
  }

  @Test
  void whileItsBreakerIsOpenNothingIsTried() throws Exception {
    for (int i = 0; i < 5; i++) {
      var _ = breakers.call("demo", () -> new ApiResult.Unreachable("ConnectException"));
    }

    assertThat(telegram.call(command("demo", Lane.REPLY, "sendMessage"), Json.object()))
        .isInstanceOfSatisfying(
            Telegram.Reply.Held.class,
            it -> assertThat(it.pause()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60)));
    assertThat(registry.getSampleValue("chappe_sender_call_seconds_count")).isNull();
  }

  @Test
  void callsAreCountedByBotMethodAndOutcome() throws Exception {
    telegram.call(command("demo", Lane.REPLY, "sendMessage"), Json.object());
    telegram.call(command("demo", Lane.REPLY, "no such method"), Json.object());

    assertThat(counted("sendMessage", "sent")).isEqualTo(1);
    assertThat(counted("other", "rejected")).isEqualTo(1);
    assertThat(
            registry.getSampleValue(
                "chappe_sender_call_seconds_count", new String[] {"bot"}, new String[] {"demo"}))
        .isEqualTo(2);
  }

  @Test
  void commandOfABotWithoutTokenIsUnsendable() {
    assertThatThrownBy(
            () -> telegram.call(command("shop", Lane.REPLY, "sendMessage"), Json.object()))
        .isInstanceOfSatisfying(
            UnsendableException.class, it -> assertThat(it.outcome()).isEqualTo("no_token"))
        .hasMessageContaining("shop");
  }

  private double counted(String method, String outcome) {
    return registry.getSampleValue(
        "chappe_sender_calls_total",
        new String[] {"bot", "method", "outcome"},
        new String[] {"demo", method, outcome});
  }

  private static Command command(String bot, Lane lane, String method) {
    return new Command(
        bot + ":1:1",
        RecordKey.chat(bot, 7),
        lane,
        OutboundCommand.of(method, Json.object()),
        Instant.EPOCH);
  }
}
