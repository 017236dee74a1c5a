// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.sender.slot.ChatLimit;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/// What a call counts for Telegram's limits. Immutable; pure.
///
/// @param messages that it makes: an album's and a list's are counted; none for calls that make
///   none
/// @param chat where it goes, empty for nowhere
/// @param account on which it is booked: edits in a group have a limit of their own
/// @param inChat what it costs there
record Cost(int messages, String chat, String account, ChatLimit limit, int inChat) {
  /// They begin like messages and are none.
  private static final Set<String> NO_MESSAGES =
      Set.of("sendChatAction", "sendGift", "sendMessageDraft", "sendRichMessageDraft");

  private static final Set<String> LISTS = Set.of("forwardMessages", "copyMessages");
  private static final Set<String> SINGLE = Set.of("forwardMessage", "copyMessage");

  static Cost of(String method, JsonNode params) {
    var chat = params.path("chat_id").asText("");
    boolean group = chat.startsWith("-") || chat.startsWith("@");
    int messages = messages(method, params);
    if (messages > 0 && !chat.isEmpty()) {
      return new Cost(messages, chat, chat, group ? ChatLimit.GROUP : ChatLimit.PRIVATE, messages);
    }
    if (group && method.startsWith("editMessage")) {
      return new Cost(0, chat, "edits:" + chat, ChatLimit.GROUP, 1);
    }
    return new Cost(messages, chat, chat, ChatLimit.NONE, 0);
  }

  private static int messages(String method, JsonNode params) {
    if (method.equals("sendMediaGroup")) {
      return Math.max(1, params.path("media").size());
    }
    if (LISTS.contains(method)) {
      return Math.max(1, params.path("message_ids").size());
    }
    boolean message = method.startsWith("send") && !NO_MESSAGES.contains(method);
    return message || SINGLE.contains(method) ? 1 : 0;
  }
}
