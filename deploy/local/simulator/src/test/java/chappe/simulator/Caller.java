// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/// Calls a simulator over HTTP, as a bot or a script does. Thread-safe.
record Caller(Simulator simulator, HttpClient client) implements AutoCloseable {
  Caller(Simulator simulator) {
    this(simulator, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
  }

  /// An answer.
  record Answered(int status, Optional<String> retryAfter, JsonNode body) {}

  Answered get(String path) {
    return send(request(path).GET());
  }

  Answered delete(String path) {
    return send(request(path).DELETE());
  }

  Answered post(String path, String json) {
    return post(path, "application/json", json);
  }

  Answered post(String path, String type, String body) {
    return send(
        request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(simulator.url() + path));
  }

  private Answered send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answered(
          answer.statusCode(),
          answer.headers().firstValue("Retry-After"),
          answer.body().length == 0 ? Json.object() : Json.tree(answer.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
