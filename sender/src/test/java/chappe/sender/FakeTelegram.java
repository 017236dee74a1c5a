// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// A Bot API that carries every call out and keeps its parameters, by chat and in order. A text of
/// `slow` takes three seconds, `refuse` is refused.
final class FakeTelegram implements AutoCloseable {
  static final String TOKEN = "123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr";

  final Map<Long, List<String>> texts = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong messages = new AtomicLong(1000);

  /// @param port 0 takes a free one
  FakeTelegram(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/bot" + TOKEN + "/sendMessage", this::sendMessage);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  List<String> texts(long chat) {
    return texts.getOrDefault(chat, List.of());
  }

  private void sendMessage(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode params = Json.tree(exchange.getRequestBody().readAllBytes());
      String text = params.path("text").asText();
      if (text.equals("refuse")) {
        answer(exchange, 400, "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request\"}");
        return;
      }
      if (text.equals("slow")) {
        Thread.sleep(3000);
      }
      texts
          .computeIfAbsent(params.path("chat_id").asLong(), _ -> new CopyOnWriteArrayList<>())
          .add(text);
      answer(
          exchange,
          200,
          "{\"ok\":true,\"result\":{\"message_id\":%d}}".formatted(messages.incrementAndGet()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
