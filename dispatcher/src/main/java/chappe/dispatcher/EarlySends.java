// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.consumer.Emitter;
import chappe.common.json.Json;
import chappe.common.record.OutboundCommand;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// What one call sends before it has ended. Confined to that call.
///
/// @param origin the update's own key: that of calls which name no chat
record EarlySends(Emitter emitter, RecordKey origin, InstantSource clock) {
  /// Telegram shows that somebody types for five seconds.
  private static final Duration TYPING = Duration.ofSeconds(5);

  void typing(ObjectNode address) {
    send("sendChatAction", address.put("action", "typing"), clock.instant().plus(TYPING));
  }

  void send(String method, ObjectNode call) {
    send(method, call, null);
  }

  private void send(String method, ObjectNode call, @Nullable Instant expiresAt) {
    var chat = call.path("chat_id").asText("");
    var command =
        new OutboundCommand(1, method, call, expiresAt, OutboundCommand.Repeat.AT_LEAST_ONCE);
    emitter.early(
        topic(method),
        chat.isEmpty() ? origin : new RecordKey(origin.bot(), chat),
        OutboundCommand.TYPE,
        Json.bytes(command));
  }

  private static Topic topic(String method) {
    return Lane.of(method).topic();
  }
}
