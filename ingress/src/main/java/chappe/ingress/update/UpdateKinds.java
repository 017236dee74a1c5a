// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.update;

import java.util.Set;

/// The kinds of update of Bot API 10.3. A kind that is not here passes the line like any other; the
/// list only bounds metric labels and settles which of two fields is the kind.
public final class UpdateKinds {
  /// The kind of an update that has no field beside its id.
  static final String UNKNOWN = "unknown";

  private static final String OTHER = "other";

  static final Set<String> KNOWN =
      Set.of(
          "message",
          "edited_message",
          "channel_post",
          "edited_channel_post",
          "business_connection",
          "business_message",
          "edited_business_message",
          "deleted_business_messages",
          "guest_message",
          "stopped_message_generation",
          "message_reaction",
          "message_reaction_count",
          "inline_query",
          "chosen_inline_result",
          "callback_query",
          "shipping_query",
          "pre_checkout_query",
          "purchased_paid_media",
          "poll",
          "poll_answer",
          "my_chat_member",
          "chat_member",
          "chat_join_request",
          "chat_boost",
          "removed_chat_boost",
          "managed_bot",
          "subscription");

  private UpdateKinds() {}

  /// The kind where it is known, else `other`: a label of bounded cardinality.
  public static String bounded(String kind) {
    return KNOWN.contains(kind) ? kind : OTHER;
  }
}
