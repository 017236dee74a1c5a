// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.common.json.Json;
import chappe.common.settings.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BotApiTest {
  private static final Secret TOKEN = Secret.of("123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr");
  private static final JsonNode PARAMS = Json.object().put("chat_id", 7).put("text", "Grüße, 😀");
  private static final String SENT = "{\"ok\":true,\"result\":{\"message_id\":5}}";

  @Test
  void postsTheParametersAsJsonToTheMethodOfTheBot() throws Exception {
    try (var server = new FaultyServer((_, reply) -> reply.json(200, SENT));
        var api = api(URI.create(server.address() + "/prefix/"))) {
      var result = api.call(TOKEN, "sendMessage", PARAMS);

      assertThat(result)
          .isInstanceOfSatisfying(
              ApiResult.Sent.class,
              it -> assertThat(it.result().path("message_id").asLong()).isEqualTo(5));
      var request = server.requests.getFirst();
      assertThat(request.line())
          .isEqualTo("POST /prefix/bot" + TOKEN.reveal() + "/sendMessage HTTP/1.1");
      assertThat(request.head()).containsIgnoringCase("Content-Type: application/json\r\n");
      assertThat(Json.tree(request.body().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
          .isEqualTo(PARAMS);
    }
  }

  @Test
  void keepsItsConnection() throws Exception {
    try (var server = new FaultyServer((_, reply) -> reply.json(200, SENT));
        var api = api(server.address())) {
      for (int i = 0; i < 20; i++) {
        assertThat(api.call(TOKEN, "sendMessage", PARAMS)).isInstanceOf(ApiResult.Sent.class);
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void passesOnWhatTelegramRefuses() throws Exception {
    try (var server =
            new FaultyServer(
                (_, reply) ->
                    reply.json(
                        429,
                        "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many\","
                            + "\"parameters\":{\"retry_after\":3}}"));
        var api = api(server.address())) {
      assertThat(api.call(TOKEN, "sendMessage", PARAMS))
          .isEqualTo(new ApiResult.RetryAfter(Duration.ofSeconds(3), "Too Many"));
    }
  }

  @Test
  void redirectIsNotFollowed() throws Exception {
    try (var server =
            new FaultyServer(
                (_, reply) -> reply.raw(302, "Location: http://127.0.0.1:1/\r\n", ""));
        var api = api(server.address())) {
      assertThat(api.call(TOKEN, "sendMessage", PARAMS))
          .isEqualTo(new ApiResult.Rejected(302, "HTTP 302"));
    }
  }

  @Test
  void refusedConnectionMeansThatNothingLeft() throws Exception {
    try (var api = api(URI.create("http://127.0.0.1:" + freePort()))) {
      assertThat(api.call(TOKEN, "sendMessage", PARAMS))
          .isEqualTo(new ApiResult.Unreachable("ConnectException"));
    }
  }

  @Test
  void unknownHostMeansThatNothingLeft() throws Exception {
    try (var api = api(URI.create("http://no-such-host.invalid"))) {
      assertThat(api.call(TOKEN, "sendMessage", PARAMS)).isInstanceOf(ApiResult.Unreachable.class);
    }
  }

  @Test
  void failedHandshakeMeansThatNothingLeft() throws Exception {
    try (var server = new FaultyServer((_, reply) -> reply.json(200, SENT));
        var api = api(URI.create(server.address().toString().replace("http:", "https:")))) {
      Thread.ofVirtual().start(() -> closeSoon(server));
      assertThat(api.call(TOKEN, "sendMessage", PARAMS)).isInstanceOf(ApiResult.Unreachable.class);
    }
  }

  @Test
  void connectionThatIsNeverAcceptedMeansThatNothingLeft() throws Exception {
    // a full backlog: the kernel drops what comes next, as a firewall does
    try (var deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var fillers = new java.util.ArrayList<java.net.Socket>();
      for (int i = 0; i < 3; i++) {
        var filler = new java.net.Socket();
        fillers.add(filler);
        try {
          filler.connect(deaf.getLocalSocketAddress(), 100);
        } catch (java.net.SocketTimeoutException _) {
          // full
        }
      }
      try (var api =
          new BotApi(
              URI.create("http://127.0.0.1:" + deaf.getLocalPort()),
              new CallSettings(Duration.ofMillis(300), Duration.ofSeconds(10)),
              System::nanoTime)) {
        assertThat(api.call(TOKEN, "sendMessage", PARAMS))
            .isEqualTo(new ApiResult.Unreachable("HttpConnectTimeoutException"));
      }
      for (var filler : fillers) {
        filler.close();
      }
    }
  }

  @Test
  void answerCutOffByAResetLeavesTheCallUnknown() throws Exception {
    unknown((_, reply) -> reply.reset());
  }

  @Test
  void connectionEndedWithoutAnAnswerLeavesTheCallUnknown() throws Exception {
    unknown((_, reply) -> reply.end());
  }

  @Test
  void halfAnAnswerLeavesTheCallUnknown() throws Exception {
    unknown(
        (_, reply) -> {
          reply.bytes("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"ok\":true,");
          reply.end();
        });
  }

  @Test
  void answerThatIsNoHttpLeavesTheCallUnknown() throws Exception {
    unknown(
        (_, reply) -> {
          reply.bytes("SSH-2.0-OpenSSH_9.9\r\n\r\n");
          reply.end();
        });
  }

  @Test
  void answerWithoutEndLeavesTheCallUnknown() throws Exception {
    var head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    var chunk = "100000\r\n" + " ".repeat(1 << 20) + "\r\n";
    unknown(
        (_, reply) -> {
          reply.bytes(head);
          for (int i = 0; i < 64; i++) {
            reply.bytes(chunk);
          }
        });
  }

  @Test
  void lateAnswerLeavesTheCallUnknown() throws Exception {
    unknown((_, _) -> {});
  }

  @Test
  void answerThatTricklesCountsAsLate() throws Exception {
    unknown(
        (_, reply) -> {
          reply.bytes("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
          for (int i = 0; i < 1000; i++) {
            reply.bytes(" ");
            TimeUnit.MILLISECONDS.sleep(50);
          }
        });
  }

  /// The JDK's client repeats a GET whose kept-alive connection died under it; a message must not
  /// be repeated so.
  @Test
  void keptConnectionThatDiesUnderACallIsNotTriedAgain() throws Exception {
    try (var server =
            new FaultyServer(
                (request, reply) -> {
                  if (request.body().contains("first")) {
                    reply.json(200, SENT);
                  } else {
                    reply.end();
                  }
                });
        var api = api(server.address())) {
      api.call(TOKEN, "sendMessage", Json.object().put("text", "first"));

      assertThat(api.call(TOKEN, "sendMessage", PARAMS)).isInstanceOf(ApiResult.Unknown.class);
      assertThat(server.requests).hasSize(2);
    }
  }

  @Test
  void longPollHasATimeOutOfItsOwn() throws Exception {
    try (var server =
            new FaultyServer(
                (_, reply) -> {
                  TimeUnit.MILLISECONDS.sleep(1200);
                  reply.json(200, "{\"ok\":true,\"result\":[]}");
                });
        var api = api(server.address())) {
      assertThat(api.call(TOKEN, "getUpdates", Json.object(), Duration.ofSeconds(20)))
          .isInstanceOfSatisfying(
              ApiResult.Sent.class, it -> assertThat(it.json()).asString().isEqualTo("[]"));
    }
  }

  @Test
  void interruptEndsTheCallAndIsKept() throws Exception {
    var called = new CountDownLatch(1);
    try (var server = new FaultyServer((_, _) -> called.countDown());
        var api = api(server.address())) {
      var result = new AtomicReference<ApiResult>();
      var interrupted = new AtomicBoolean();
      var caller =
          Thread.ofVirtual()
              .start(
                  () -> {
                    result.set(api.call(TOKEN, "sendMessage", PARAMS, Duration.ofMinutes(5)));
                    interrupted.set(Thread.currentThread().isInterrupted());
                  });
      called.await();
      caller.interrupt();
      caller.join();
      assertThat(result.get()).isEqualTo(new ApiResult.Unknown("interrupted"));
      assertThat(interrupted).isTrue();
    }
  }

  @Test
  void closedClientSendsNothing() throws Exception {
    try (var server = new FaultyServer((_, reply) -> reply.json(200, SENT))) {
      var api = api(server.address());
      api.close();
      api.close();
      assertThat(api.call(TOKEN, "sendMessage", PARAMS)).isInstanceOf(ApiResult.Unreachable.class);
      assertThat(server.requests).isEmpty();
    }
  }

  @Test
  void nameThatNoMethodHasNeverReachesTheServer() throws Exception {
    try (var server = new FaultyServer((_, reply) -> reply.json(200, SENT));
        var api = api(server.address())) {
      for (String method : new String[] {"", "../getMe", "get Me", "a?b=c", "x".repeat(65)}) {
        assertThat(api.call(TOKEN, method, PARAMS))
            .isInstanceOfSatisfying(
                ApiResult.Rejected.class, it -> assertThat(it.code()).isEqualTo(404));
      }
      assertThat(server.requests).isEmpty();
    }
  }

  @Test
  void tokenIsInNoException() {
    try (var api = api(URI.create("http://127.0.0.1:1"))) {
      assertThatThrownBy(() -> api.call(Secret.of("12:se cret\n"), "getMe", Json.object()))
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .doesNotContain("cret");
    }
  }

  private static void unknown(FaultyServer.Behaviour behaviour) throws Exception {
    try (var server = new FaultyServer(behaviour);
        var api = api(server.address())) {
      var result = api.call(TOKEN, "sendMessage", PARAMS);
      assertThat(result).isInstanceOf(ApiResult.Unknown.class);
      assertThat(result.toString()).doesNotContain(TOKEN.reveal()).doesNotContain("127.0.0.1");
      assertThat(server.requests).hasSize(1);
    }
  }

  private static BotApi api(URI address) {
    return new BotApi(
        address,
        new CallSettings(Duration.ofMillis(500), Duration.ofMillis(500)),
        System::nanoTime);
  }

  private static void closeSoon(FaultyServer server) {
    try {
      TimeUnit.MILLISECONDS.sleep(200);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    server.close();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
