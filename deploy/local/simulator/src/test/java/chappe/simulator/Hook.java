// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A bot's web server for tests: keeps what it got, and answers what it is told to, 200 otherwise.
/// Thread-safe.
final class Hook implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Got> got = new CopyOnWriteArrayList<>();
  private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  /// One request.
  record Got(String method, String type, String secret, JsonNode body) {
    String text() {
      return body.path("message").path("text").asText();
    }
  }

  /// One answer.
  record Reply(int status, int retryAfter, String body) {}

  Hook() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  List<Got> got() {
    return got;
  }

  List<String> texts() {
    return got.stream().map(Got::text).toList();
  }

  void next(int status, String body) {
    replies.add(new Reply(status, 0, body));
  }

  void nextRetryAfter(int status, int seconds) {
    replies.add(new Reply(status, seconds, ""));
  }

  /// Answers nothing until [#release].
  void hold() {
    gate = new CountDownLatch(1);
    mostOpen.set(0);
  }

  void release() {
    gate.countDown();
  }

  /// How many requests wait for their answer.
  int open() {
    return open.get();
  }

  /// How many did at once since [#hold].
  int mostOpen() {
    return mostOpen.get();
  }

  @Override
  public void close() {
    release();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      got.add(
          new Got(
              exchange.getRequestMethod(),
              String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
              String.valueOf(
                  exchange.getRequestHeaders().getFirst("X-Telegram-Bot-Api-Secret-Token")),
              Json.tree(exchange.getRequestBody().readAllBytes())));
      mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
      gate.await();
      open.decrementAndGet();
      Reply reply = replies.poll();
      byte[] body = (reply == null ? "" : reply.body()).getBytes(StandardCharsets.UTF_8);
      if (reply != null && reply.retryAfter() > 0) {
        exchange.getResponseHeaders().add("Retry-After", Integer.toString(reply.retryAfter()));
      }
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(
          reply == null ? 200 : reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
