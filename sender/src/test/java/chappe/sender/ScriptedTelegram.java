// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.telegram.ApiResult;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Answers calls from a script, and keeps their parameters. Each call takes 100 ms. What is last in
/// the script is answered for ever. For one thread.
final class ScriptedTelegram implements Telegram {
  static final ApiResult SENT =
      new ApiResult.Sent("{\"message_id\":77}".getBytes(StandardCharsets.UTF_8));

  final List<JsonNode> calls = new ArrayList<>();
  private final Deque<ApiResult> script = new ArrayDeque<>();
  private final SettableTime time;

  ScriptedTelegram(SettableTime time, ApiResult... script) {
    this.time = time;
    this.script.addAll(List.of(script));
  }

  @Override
  public Reply call(Command command, JsonNode params) {
    calls.add(params);
    time.pass(Duration.ofMillis(100));
    return new Reply.Answered(script.size() > 1 ? script.remove() : script.getFirst());
  }
}
