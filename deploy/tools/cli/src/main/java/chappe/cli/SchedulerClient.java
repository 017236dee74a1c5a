// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.json.Json;
import chappe.common.json.UnreadableJson;
import chappe.common.lifecycle.CannotStart;
import chappe.common.settings.Settings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// Talks to a scheduler's REST interface. Thread-safe.
record SchedulerClient(SchedulerClientSettings settings) {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /// The scheduler that is set.
  static SchedulerClient of(Home home) {
    Settings settings =
        Loaded.checked(
            ApiToken.given(Settings.load(), home.data()), List.of(SchedulerClientSettings.class));
    return new SchedulerClient(settings.read(SchedulerClientSettings.class));
  }

  /// A path below one job.
  static String path(String bot, String owner, String job) {
    return "/jobs/%s/%s/%s".formatted(encoded(bot), encoded(owner), encoded(job));
  }

  static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  JsonNode get(String path) {
    return ask("GET", path, BodyPublishers.noBody());
  }

  JsonNode post(String path, byte[] body) {
    return ask("POST", path, BodyPublishers.ofByteArray(body));
  }

  void delete(String path) {
    var _ = ask("DELETE", path, BodyPublishers.noBody());
  }

  /// @throws CannotStart with the scheduler's own words where it refuses
  private JsonNode ask(String method, String path, BodyPublisher body) {
    var request =
        HttpRequest.newBuilder(URI.create(settings.url() + path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + settings.api().token().reveal())
            .header("Content-Type", "application/json")
            .method(method, body)
            .build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      var answer = client.send(request, BodyHandlers.ofByteArray());
      var read = answer.body().length == 0 ? NullNode.getInstance() : Json.tree(answer.body());
      if (answer.statusCode() >= 400) {
        throw new CannotStart(
            "❌ " + read.path("detail").asText(read.path("title").asText("" + answer.statusCode())));
      }
      return read;
    } catch (IOException | UnreadableJson e) {
      throw new CannotStart(
          "❌ There is no scheduler at %s; SCHEDULER_URL says where it is."
              .formatted(settings.url()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("❌ Stopped while asking the scheduler.", e);
    }
  }
}
