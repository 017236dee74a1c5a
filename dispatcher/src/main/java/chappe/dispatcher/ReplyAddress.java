// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Chat;
import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Where an answer to an update goes: its chat, and within the chat the place where the person
/// wrote. Pure.
final class ReplyAddress {
  private ReplyAddress() {}

  static ObjectNode of(Chat chat, IncomingUpdate update) {
    var payload = update.payload();
    var message = payload.path("chat").isObject() ? payload : payload.path("message");
    var address = Json.object().put("chat_id", chat.id());
    if (message.path("is_topic_message").asBoolean(false)) {
      copy(message.path("message_thread_id"), "message_thread_id", address);
    }
    copy(message.path("business_connection_id"), "business_connection_id", address);
    copy(
        message.path("direct_messages_topic").path("topic_id"),
        "direct_messages_topic_id",
        address);
    return address;
  }

  private static void copy(JsonNode value, String name, ObjectNode address) {
    if (!value.isMissingNode()) {
      address.set(name, value);
    }
  }
}
