// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chappe.common.lifecycle.CannotStart;
import chappe.common.lifecycle.Check;
import chappe.common.metrics.Metrics;
import io.javalin.config.RoutesConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServiceServerTest {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Health health = new Health();
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final ServiceServer server =
      start(new ServerOptions("ingress", "127.0.0.1", "INGRESS_PORT", 0, 1000), this::routes);

  @AfterEach
  void close() {
    release.countDown();
    server.close();
    client.close();
  }

  private void routes(RoutesConfig routes) {
    routes.post("/echo", it -> it.result(it.body()));
    routes.get("/thread", it -> it.result(Boolean.toString(Thread.currentThread().isVirtual())));
    routes.get(
        "/broken",
        _ -> {
          throw new IllegalStateException("a person's words");
        });
    routes.get(
        "/slow",
        it -> {
          started.countDown();
          release.await();
          it.result("done");
        });
  }

  @Test
  void isLiveAndReadyWhileEveryCheckPasses() throws Exception {
    health.live("loops", () -> Check.passing("loops")).ready("kafka", () -> Check.passing("kafka"));
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    var ready = get("/health/ready");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body()).isEqualTo("{\"status\":\"ok\",\"failing\":{}}");
  }

  @Test
  void listsWhatFails() throws Exception {
    health
        .live("loops", () -> Check.passing("loops"))
        .ready("kafka", () -> Check.failing("kafka", "no broker answers"))
        .ready(
            "database",
            () -> {
              throw new IllegalStateException("password=quatsch");
            });
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    var ready = get("/health/ready");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.headers().firstValue("content-type")).contains("application/json");
    assertThat(ready.body())
        .isEqualTo(
            "{\"status\":\"failing\",\"failing\":{\"kafka\":\"no broker"
                + " answers\",\"database\":\"IllegalStateException\"}}");
  }

  @Test
  void aDeadLoopIsNeitherLiveNorReady() throws Exception {
    health.live("loops", () -> Check.failing("loops", "consumer ended"));
    assertThat(get("/health/live").statusCode()).isEqualTo(503);
    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
  }

  @Test
  void aCheckThatHangsFailsInTime() throws Exception {
    health.ready(
        "stuck",
        () -> {
          try {
            release.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return Check.passing("stuck");
        });
    assertThat(get("/health/ready").body()).contains("\"stuck\":\"no answer within 2000 ms\"");
  }

  @Test
  void showsMetrics() throws Exception {
    var metrics = get("/metrics");
    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(metrics.headers().firstValue("content-type"))
        .hasValueSatisfying(it -> assertThat(it).startsWith("text/plain"));
    assertThat(metrics.body()).contains("jvm_threads_current", "bot_messages_total");
  }

  @Test
  void everyErrorIsJsonWithoutWhatWentWrongInside() throws Exception {
    assertError(get("/nowhere"), 404, "{\"error\":\"Not Found\"}");
    assertError(get("/echo"), 405, "{\"error\":\"Method Not Allowed\"}");
    assertError(get("/broken"), 500, "{\"error\":\"Server Error\"}");
    assertError(get("/" + "x".repeat(20_000)), 414, "{\"error\":\"URI Too Long\"}");
  }

  @Test
  void largeBodiesAreRefusedWithAndWithoutALength() throws Exception {
    assertThat(post(BodyPublishers.ofString("x".repeat(1000))).body()).hasSize(1000);
    assertError(
        post(BodyPublishers.ofString("x".repeat(1001))), 413, "{\"error\":\"Content Too Large\"}");
    var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[5000]));
    assertError(post(chunked), 413, "{\"error\":\"Content Too Large\"}");
  }

  @Test
  void requestsRunOnVirtualThreadsAndTheServerDoesNotTellItsName() throws Exception {
    var answer = get("/thread");
    assertThat(answer.body()).isEqualTo("true");
    assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
  }

  @Test
  void badRequestsAreAnsweredInJsonToo() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write("GARBAGE\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer)
          .startsWith("HTTP/1.1 400")
          .endsWith("{\"error\":\"Bad Request\"}")
          .doesNotContain("Jetty");
    }
  }

  @Test
  void aTakenPortIsOneClearErrorWithItsCure() {
    assertThatThrownBy(
            () ->
                start(
                    new ServerOptions("ingress", "127.0.0.1", "INGRESS_PORT", server.port()),
                    _ -> {}))
        .isInstanceOf(PortTaken.class)
        .hasMessage(
            "❌ Port %d (INGRESS_PORT) cannot be used: Address already in use. To take a free one: INGRESS_PORT=0 deploy/chappe up"
                .formatted(server.port()));
  }

  @Test
  void anAddressThatIsNotOursNamesItsSetting() {
    assertThatThrownBy(
            () -> start(new ServerOptions("ingress", "192.0.2.1", "INGRESS_PORT", 0), _ -> {}))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("BIND_ADDRESS");
  }

  @Test
  void aRequestThatRunsMayEndWhenItCloses() throws Exception {
    get("/thread");
    var slow =
        client.sendAsync(HttpRequest.newBuilder(uri("/slow")).build(), BodyHandlers.ofString());
    assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
    var closing = Thread.ofVirtual().start(server::close);
    assertThat(closing.join(Duration.ofMillis(200))).isFalse();
    release.countDown();
    assertThat(slow.get(5, TimeUnit.SECONDS).body()).isEqualTo("done");
    assertThat(closing.join(Duration.ofSeconds(6))).isTrue();
  }

  @Test
  void connectionsThatStayOpenDoNotMakeTheEndFail() throws Exception {
    try (var idle = new Socket(InetAddress.getLoopbackAddress(), server.port());
        var asking = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      idle.getOutputStream().write("GET /thr".getBytes(StandardCharsets.US_ASCII));
      asking
          .getOutputStream()
          .write("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
      var closing = new FutureTask<Void>(server::close, null);
      Thread.ofVirtual().start(closing);
      await().until(() -> refusesConnections(server.port()));
      release.countDown();
      closing.get(5, TimeUnit.SECONDS);
      assertThat(new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200")
          .endsWith("done");
    }
  }

  @Test
  void aRequestThatDoesNotEndInTimeIsBrokenOffAndTheCloserIsTold() throws Exception {
    var impatient =
        start(
            new ServerOptions("ingress", "127.0.0.1", "INGRESS_PORT", 0)
                .drain(Duration.ofMillis(50)),
            this::routes);
    var slow =
        client.sendAsync(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + impatient.port() + "/slow"))
                .build(),
            BodyHandlers.ofString());
    assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(impatient::close).hasMessage("requests that ran did not end in time");
    impatient.close();
    assertThatThrownBy(() -> slow.get(5, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
  }

  @Test
  void aClientWhoseHeadersDripIsCutOffAndASilentOneThatWasAnsweredIsNot() throws Exception {
    var impatient =
        start(
            new ServerOptions("ingress", "127.0.0.1", "INGRESS_PORT", 0)
                .head(Duration.ofSeconds(2)),
            this::routes);
    try (impatient;
        var good = new Socket(InetAddress.getLoopbackAddress(), impatient.port());
        var dripping = new Socket(InetAddress.getLoopbackAddress(), impatient.port())) {
      write(good, "GET /thread HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(good.getInputStream().read()).isEqualTo('H');
      write(dripping, "GET /thread HTTP/1.1\r\nX-Slow: ");
      await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(100))
          .untilAsserted(
              () -> assertThatThrownBy(() -> write(dripping, "y")).isInstanceOf(IOException.class));
      write(good, "GET /thread HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      assertThat(new String(good.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .containsPattern("200 OK(?s:.*)true");
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean refusesConnections(int port) {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return false;
    } catch (IOException _) {
      return true;
    }
  }

  private ServiceServer start(ServerOptions options, Consumer<RoutesConfig> routes) {
    return ServiceServer.start(options, health, new Metrics("ingress"), routes);
  }

  private static void assertError(HttpResponse<String> answer, int status, String body) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(HttpRequest.BodyPublisher body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri("/echo")).POST(body).build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }
}
