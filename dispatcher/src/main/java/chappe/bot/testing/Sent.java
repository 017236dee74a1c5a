// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot.testing;

import chappe.common.json.Json;
import chappe.common.record.OutboundCommand;
import chappe.dispatcher.Emission;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One call of the Bot API that the bot asked for. Immutable.
///
/// @param id of its record on the line
/// @param lane `urgent`, `reply` or `bulk`
/// @param method such as `sendMessage`
/// @param params its parameters as JSON; not to be changed
/// @param messageId under which the message would stand in its chat
/// @param expiresAt from when on it would not be sent any more
/// @param atMostOnce whether it would rather be lost than sent twice
public record Sent(
    String id,
    String lane,
    String method,
    JsonNode params,
    long messageId,
    Optional<Instant> expiresAt,
    boolean atMostOnce) {
  static final String OUTBOUND = "chappe.outbound.";

  static Sent of(Emission emission, long messageId) {
    var command = Json.read(emission.value(), OutboundCommand.class);
    return new Sent(
        emission.id(),
        emission.topic().topicName().substring(OUTBOUND.length()),
        command.method(),
        command.params(),
        messageId,
        Optional.ofNullable(command.expiresAt()),
        command.repeat() == OutboundCommand.Repeat.AT_MOST_ONCE);
  }

  /// The text, or a medium's caption; empty where there is none.
  public String text() {
    return params.path("text").asText(params.path("caption").asText(""));
  }

  /// Whether it left while the handler was still at work: a sign of life, a progress.
  public boolean early() {
    return id.contains(":early:");
  }

  /// The chat that it goes to; empty where it names none, as an answer to a query.
  public String chat() {
    return params.path("chat_id").asText("");
  }

  /// The labels of its buttons, row by row, of either kind of keyboard.
  public List<String> buttons() {
    return allButtons().stream().map(it -> it.path("text").asText(it.asText())).toList();
  }

  List<JsonNode> allButtons() {
    List<JsonNode> all = new ArrayList<>();
    var markup = params.path("reply_markup");
    for (String kind : List.of("inline_keyboard", "keyboard")) {
      markup.path(kind).forEach(row -> row.forEach(all::add));
    }
    return all;
  }
}
