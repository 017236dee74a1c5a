// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.sender;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What the simulated Telegram is told and asked over its control API.
final class Telegram implements AutoCloseable {
  private static final int PAGE = 10_000;

  private final HttpClient client = HttpClient.newHttpClient();
  private final String url;

  /// A call as it arrived.
  record Arrived(Instant at, String chat, int status, String text) {}

  Telegram(String url) {
    this.url = url;
  }

  String url() {
    return url;
  }

  /// Switches its limits on or off and forgets what it has counted.
  void strict(boolean on) throws InterruptedException {
    var _ = post("/sim/limits", "{\"strict\":" + on + "}");
  }

  /// How many calls its limits refused since they were switched on.
  long refused() throws InterruptedException {
    var refused = get("/sim/limits").path("refused");
    long sum = 0;
    for (JsonNode each : refused) {
      sum += each.asLong();
    }
    return sum;
  }

  /// A person writes to the bot, so that what comes next is an answer.
  void said(long bot, long chat) throws InterruptedException {
    var _ = post("/sim/bots/" + bot + "/messages", "{\"chat\":" + chat + ",\"text\":\"question\"}");
  }

  long last() throws InterruptedException {
    return get("/sim/calls?limit=1").path("last").asLong();
  }

  /// The messages after a call of this number.
  List<Arrived> messages(long after) throws InterruptedException {
    List<Arrived> all = new ArrayList<>();
    long from = after;
    while (true) {
      var page =
          get("/sim/calls?method=sendMessage&limit=" + PAGE + "&after=" + from).path("calls");
      for (JsonNode call : page) {
        from = call.path("number").asLong();
        all.add(
            new Arrived(
                Instant.parse(call.path("at").asText()),
                call.path("chat").asText(),
                call.path("status").asInt(),
                call.path("parameters").path("text").asText()));
      }
      if (page.size() < PAGE) {
        return all;
      }
    }
  }

  /// Forgets the calls so far; their numbers go on.
  void forget() throws InterruptedException {
    var _ = send(HttpRequest.newBuilder(URI.create(url + "/sim/calls")).DELETE().build());
  }

  private JsonNode get(String path) throws InterruptedException {
    return Json.read(send(HttpRequest.newBuilder(URI.create(url + path)).build()), JsonNode.class);
  }

  private byte[] post(String path, String body) throws InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private byte[] send(HttpRequest request) throws InterruptedException {
    try {
      var response = client.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() / 100 != 2) {
        throw new IllegalStateException(request.uri() + " answered " + response.statusCode());
      }
      return response.body();
    } catch (IOException e) {
      throw new IllegalStateException("the simulated Telegram does not answer", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
