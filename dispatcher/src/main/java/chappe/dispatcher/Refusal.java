// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Kind;
import chappe.common.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// How a person is told no, by the kind of the update. Pure.
final class Refusal {
  private static final int BUTTON_LIMIT = 64;
  private static final int ALERT_LIMIT = 200;

  private Refusal() {}

  /// Adds it to what is sent; nothing where there is nobody to tell.
  static void send(String text, String parameter, IncomingUpdate update, Outbox outbox) {
    var id = update.payload().path("id").asText("");
    switch (update.kind()) {
      case Kind.CALLBACK_QUERY ->
          outbox.add(
              "answerCallbackQuery",
              List.of(
                  Json.object()
                      .put("callback_query_id", id)
                      .put("text", cut(text, ALERT_LIMIT))
                      .put("show_alert", true)));
      case Kind.INLINE_QUERY ->
          outbox.add("answerInlineQuery", List.of(inline(id, text, parameter)));
      default ->
          update
              .chat()
              .ifPresent(
                  chat ->
                      outbox.add(
                          "sendMessage", List.of(ReplyAddress.of(chat, update).put("text", text))));
    }
  }

  private static ObjectNode inline(String id, String text, String parameter) {
    var answer =
        Json.object().put("inline_query_id", id).put("cache_time", 0).put("is_personal", true);
    answer.putArray("results");
    answer
        .putObject("button")
        .put("text", cut(text, BUTTON_LIMIT))
        .put("start_parameter", parameter);
    return answer;
  }

  private static String cut(String text, int limit) {
    return text.codePointCount(0, text.length()) <= limit
        ? text
        : text.substring(0, text.offsetByCodePoints(0, limit));
  }
}
