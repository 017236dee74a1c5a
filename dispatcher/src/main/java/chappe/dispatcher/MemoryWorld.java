// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.HttpReply;
import chappe.common.json.Json;
import chappe.common.metrics.Metrics;
import chappe.common.settings.Secret;
import chappe.common.settings.Settings;
import chappe.common.telegram.ApiResult;
import chappe.common.telegram.Breakers;
import chappe.dispatcher.calls.Calls;
import chappe.dispatcher.calls.Patience;
import chappe.dispatcher.calls.Telegram;
import chappe.dispatcher.calls.Transport;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What a bot in a test finds beyond the line: its author's services and Telegram, which answer as
/// the test has said. Not thread-safe.
final class MemoryWorld implements Transport, Telegram {
  static final Secret TOKEN = Secret.of("1001:a-token-for-tests");

  private final Map<String, Transport> services = new HashMap<>();
  private final Map<String, Function<JsonNode, JsonNode>> answers = new HashMap<>();
  private final Map<String, byte[]> files = new HashMap<>();

  MemoryWorld() {
    answers.put(
        "getFile",
        params -> {
          var id = params.path("file_id").asText();
          return Json.object()
              .put("file_id", id)
              .put("file_size", content(id).length)
              .put("file_path", id);
        });
  }

  /// What a bot in this world is offered.
  Offers offers(InstantSource clock, Patience patience, Metrics metrics) {
    return offers(clock, patience, metrics, Settings.of(Map.of()));
  }

  /// The same, with settings of the bot's own.
  Offers offers(InstantSource clock, Patience patience, Metrics metrics, Settings settings) {
    return new Offers(
        clock,
        new AuthorMetrics(clock, patience.nanos(), metrics),
        new Calls(this, patience, _ -> this, DispatcherMetrics.breakers(metrics, Breakers.OPEN)),
        _ -> Optional.of(TOKEN),
        new OwnParts(settings, Optional.empty(), (_, _) -> {}));
  }

  void service(String name, Transport answers) {
    services.put(name, answers);
  }

  void telegram(String method, Function<JsonNode, JsonNode> answer) {
    answers.put(method, answer);
  }

  void file(String fileId, byte[] content) {
    files.put(fileId, content);
  }

  @Override
  public HttpReply carry(Request request) throws IOException, InterruptedException {
    var service = services.get(request.service());
    if (service == null) {
      throw new IllegalStateException(
          "the test has not said what the service '" + request.service() + "' answers");
    }
    return service.carry(request);
  }

  @Override
  public ApiResult ask(String method, JsonNode params) {
    var answer = answers.get(method);
    if (answer == null) {
      throw new IllegalStateException("the test has not said what Telegram answers to " + method);
    }
    return new ApiResult.Sent(Json.bytes(answer.apply(params)));
  }

  @Override
  public ApiResult file(String path) {
    return new ApiResult.Sent(content(path));
  }

  private byte[] content(String fileId) {
    var content = files.get(fileId);
    if (content == null) {
      throw new IllegalStateException("the test has no file '" + fileId + "'");
    }
    return content;
  }
}
