// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.update;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The 27 kinds of update of Bot API 10.3: how long each is kept, and the queue in which Telegram
/// delivers it one by one. Where several kinds share a tag they share a queue.
public enum UpdateKind {
  MESSAGE("message", "/chat/id"),
  EDITED_MESSAGE("message", "/chat/id"),
  CHANNEL_POST("message", "/chat/id"),
  EDITED_CHANNEL_POST("message", "/chat/id"),
  BUSINESS_CONNECTION("business", "/user/id"),
  BUSINESS_MESSAGE("message", "/chat/id"),
  EDITED_BUSINESS_MESSAGE("message", "/chat/id"),
  DELETED_BUSINESS_MESSAGES("message", "/chat/id"),
  GUEST_MESSAGE("message", "/chat/id"),
  STOPPED_MESSAGE_GENERATION("message", "/chat/id"),
  MESSAGE_REACTION("reaction", "/chat/id"),
  MESSAGE_REACTION_COUNT("reaction", "/chat/id"),
  INLINE_QUERY("inline", "/from/id", Duration.ofSeconds(30)),
  CHOSEN_INLINE_RESULT("chosen", "/from/id", Duration.ofMinutes(10)),
  CALLBACK_QUERY("callback", "/from/id", Duration.ofSeconds(150)),
  SHIPPING_QUERY("payment", "/from/id", Duration.ofSeconds(150)),
  PRE_CHECKOUT_QUERY("payment", "/from/id", Duration.ofSeconds(150)),
  PURCHASED_PAID_MEDIA("payment", "/from/id"),
  POLL("poll", "/id"),
  POLL_ANSWER("poll", "/poll_id"),
  MY_CHAT_MEMBER("membership", "/chat/id"),
  CHAT_MEMBER("member", "/new_chat_member/user/id"),
  CHAT_JOIN_REQUEST("join", "/from/id"),
  CHAT_BOOST("boost", "/chat/id"),
  REMOVED_CHAT_BOOST("boost", "/chat/id"),
  MANAGED_BOT("managed", "/user/id"),
  SUBSCRIPTION("subscription", "/user/id");

  private static final Map<String, UpdateKind> BY_FIELD =
      Arrays.stream(values()).collect(Collectors.toMap(UpdateKind::field, Function.identity()));

  private final String field;
  private final String tag;
  private final String owner;
  private final Duration life;

  UpdateKind(String tag, String owner) {
    this(tag, owner, Duration.ofHours(24));
  }

  UpdateKind(String tag, String owner, Duration life) {
    this.field = name().toLowerCase(Locale.ROOT);
    this.tag = tag;
    this.owner = owner;
    this.life = life;
  }

  /// The kind with a field's name, `callback_query` for instance.
  public static Optional<UpdateKind> named(String field) {
    return Optional.ofNullable(BY_FIELD.get(field));
  }

  /// The kind of a whole update: the first of its fields that names one.
  public static Optional<UpdateKind> of(JsonNode update) {
    return update
        .propertyStream()
        .map(property -> BY_FIELD.get(property.getKey()))
        .filter(kind -> kind != null)
        .findFirst();
  }

  /// The name of the update's field.
  public String field() {
    return field;
  }

  /// How long an update of this kind waits for its bot.
  Duration life() {
    return life;
  }

  /// Whether a bot that named no kinds gets this one.
  boolean usual() {
    return this != CHAT_MEMBER && this != MESSAGE_REACTION && this != MESSAGE_REACTION_COUNT;
  }

  /// The queue of an update's body; one of its own where the owner is not to be found.
  String queue(JsonNode body, long sequence) {
    String id = body.at(owner).asText();
    return id.isEmpty() ? "alone:" + sequence : tag + ":" + id;
  }
}
