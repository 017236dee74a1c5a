// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import chappe.common.json.Json;
import chappe.simulator.limit.Limits;
import chappe.simulator.limit.StrictMode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/// The part of the control API that switches the limits of messages a second.
final class LimitRoutes {
  private final StrictMode strict;

  LimitRoutes(StrictMode strict) {
    this.strict = strict;
  }

  void add(RoutesConfig routes) {
    routes.get("/sim/limits", this::show);
    routes.post("/sim/limits", this::set);
  }

  private void set(Context context) {
    JsonNode body = Control.body(context);
    if (!body.path("strict").isBoolean()) {
      throw new BadRequest("strict: true or false is expected");
    }
    try {
      strict.set(body.path("strict").asBoolean() ? Optional.of(read(body)) : Optional.empty());
    } catch (IllegalArgumentException e) {
      throw new BadRequest(Objects.requireNonNullElse(e.getMessage(), "no limits"));
    }
    show(context);
  }

  private void show(Context context) {
    Optional<Limits> limits = strict.limits();
    ObjectNode shown = Json.object().put("strict", limits.isPresent());
    limits.ifPresent(
        it ->
            shown
                .put("bulk", it.bulk())
                .put("bulk_window_ms", it.bulkWindow().toMillis())
                .put("paid", it.paid())
                .put("chat_burst", it.chatBurst())
                .put("chat_every_ms", it.chatEvery().toMillis())
                .put("group", it.group())
                .put("group_window_ms", it.groupWindow().toMillis())
                .put("answers_ms", it.answers().toMillis())
                .put("slack_ms", it.slack().toMillis()));
    StrictMode.Refusals refusals = strict.refusals();
    shown
        .putObject("refused")
        .put("bulk", refusals.bulk())
        .put("chat", refusals.chat())
        .put("group", refusals.group());
    Control.json(context, 200, shown);
  }

  private static Limits read(JsonNode body) {
    Limits usual = Limits.TELEGRAM;
    return new Limits(
        body.path("bulk").asInt(usual.bulk()),
        millis(body, "bulk_window_ms", usual.bulkWindow()),
        body.path("paid").asInt(usual.paid()),
        body.path("chat_burst").asInt(usual.chatBurst()),
        millis(body, "chat_every_ms", usual.chatEvery()),
        body.path("group").asInt(usual.group()),
        millis(body, "group_window_ms", usual.groupWindow()),
        millis(body, "answers_ms", usual.answers()),
        millis(body, "slack_ms", usual.slack()));
  }

  private static Duration millis(JsonNode body, String name, Duration usual) {
    return Duration.ofMillis(body.path(name).asLong(usual.toMillis()));
  }
}
