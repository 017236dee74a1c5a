// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.util.List;

/// Telegram's names of the kinds of updates, as Bot API 10.3 has them, for [Routes#kind]. A kind of
/// tomorrow is simply named by its text.
public final class Kind {
  public static final String MESSAGE = "message";
  public static final String EDITED_MESSAGE = "edited_message";
  public static final String CHANNEL_POST = "channel_post";
  public static final String EDITED_CHANNEL_POST = "edited_channel_post";
  public static final String BUSINESS_CONNECTION = "business_connection";
  public static final String BUSINESS_MESSAGE = "business_message";
  public static final String EDITED_BUSINESS_MESSAGE = "edited_business_message";
  public static final String DELETED_BUSINESS_MESSAGES = "deleted_business_messages";
  public static final String GUEST_MESSAGE = "guest_message";
  public static final String STOPPED_MESSAGE_GENERATION = "stopped_message_generation";
  public static final String MESSAGE_REACTION = "message_reaction";
  public static final String MESSAGE_REACTION_COUNT = "message_reaction_count";
  public static final String INLINE_QUERY = "inline_query";
  public static final String CHOSEN_INLINE_RESULT = "chosen_inline_result";
  public static final String CALLBACK_QUERY = "callback_query";
  public static final String SHIPPING_QUERY = "shipping_query";
  public static final String PRE_CHECKOUT_QUERY = "pre_checkout_query";
  public static final String PURCHASED_PAID_MEDIA = "purchased_paid_media";
  public static final String POLL = "poll";
  public static final String POLL_ANSWER = "poll_answer";
  public static final String MY_CHAT_MEMBER = "my_chat_member";
  public static final String CHAT_MEMBER = "chat_member";
  public static final String CHAT_JOIN_REQUEST = "chat_join_request";
  public static final String CHAT_BOOST = "chat_boost";
  public static final String REMOVED_CHAT_BOOST = "removed_chat_boost";
  public static final String MANAGED_BOT = "managed_bot";
  public static final String SUBSCRIPTION = "subscription";

  /// All of them, in the reference's order.
  public static final List<String> ALL =
      List.of(
          MESSAGE,
          EDITED_MESSAGE,
          CHANNEL_POST,
          EDITED_CHANNEL_POST,
          BUSINESS_CONNECTION,
          BUSINESS_MESSAGE,
          EDITED_BUSINESS_MESSAGE,
          DELETED_BUSINESS_MESSAGES,
          GUEST_MESSAGE,
          STOPPED_MESSAGE_GENERATION,
          MESSAGE_REACTION,
          MESSAGE_REACTION_COUNT,
          INLINE_QUERY,
          CHOSEN_INLINE_RESULT,
          CALLBACK_QUERY,
          SHIPPING_QUERY,
          PRE_CHECKOUT_QUERY,
          PURCHASED_PAID_MEDIA,
          POLL,
          POLL_ANSWER,
          MY_CHAT_MEMBER,
          CHAT_MEMBER,
          CHAT_JOIN_REQUEST,
          CHAT_BOOST,
          REMOVED_CHAT_BOOST,
          MANAGED_BOT,
          SUBSCRIPTION);

  private Kind() {}
}
