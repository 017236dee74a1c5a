// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.bot.HttpReply;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Over a real connection.
class NetworkTransportTest {
  private final CountDownLatch end = new CountDownLatch(1);
  private final HttpServer server;
  private final NetworkTransport transport = new NetworkTransport();

  NetworkTransportTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/echo", this::echo);
    server.createContext("/never", _ -> await());
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    transport.close();
    server.stop(0);
  }

  @Test
  void aRequestGoesAsItIsAndItsAnswerComesBack() throws Exception {
    var reply = carry("POST", "/echo", "hé");

    assertThat(reply.status()).isEqualTo(418);
    assertThat(reply.text()).isEqualTo("POST secret hé");
    assertThat(reply.headers()).containsKey("x-answer");
  }

  @Test
  void anAnswerThatDoesNotComeIsWaitedForNoLongerThanAsked() {
    assertThatThrownBy(() -> carry("GET", "/never", ""))
        .isInstanceOf(HttpTimeoutException.class)
        .hasMessageContaining("300 ms");
  }

  @Test
  void whereNobodyListensThereIsNoAnswer() {
    server.stop(0);

    assertThatThrownBy(() -> carry("GET", "/echo", "")).isInstanceOf(IOException.class);
  }

  private HttpReply carry(String method, String path, String body)
      throws IOException, InterruptedException {
    var timeout = Duration.ofMillis(path.equals("/never") ? 300 : 10_000);
    return transport.carry(
        new Transport.Request(
            "shop",
            method,
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path),
            Map.of("Authorization", "secret"),
            body.getBytes(StandardCharsets.UTF_8),
            timeout));
  }

  private void echo(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var secret = exchange.getRequestHeaders().getFirst("Authorization");
      var answer =
          (exchange.getRequestMethod() + " " + secret + " " + body)
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("X-Answer", "yes");
      exchange.sendResponseHeaders(418, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private void await() {
    try {
      end.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
