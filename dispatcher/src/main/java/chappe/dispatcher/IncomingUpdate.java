// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Chat;
import chappe.bot.ChatType;
import chappe.bot.Incoming;
import chappe.bot.Kind;
import chappe.bot.User;
import chappe.common.json.Json;
import chappe.common.record.RecordKey;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/// An update as far as routing needs it, read from its raw JSON: kinds, fields and types that
/// nobody here knows do no harm. Immutable.
///
/// @param bytes as Telegram sent them
/// @param json the whole update
/// @param kind the name of its payload; empty where it has none
/// @param payload what stands under that name; missing where there is none
/// @param command the command at the start of a new message
/// @param data of the button that was pressed; empty where none was
/// @param chat that it belongs to
/// @param user whom it comes from
record IncomingUpdate(
    byte[] bytes,
    JsonNode json,
    String kind,
    JsonNode payload,
    Optional<TypedCommand> command,
    String data,
    Optional<Chat> chat,
    Optional<User> user)
    implements Incoming {
  private static final long SUPERGROUPS = -1_000_000_000_000L;

  /// @throws chappe.common.json.UnreadableJson where the bytes are no JSON
  static IncomingUpdate read(byte[] bytes) {
    var json = Json.tree(bytes);
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      // An update has its number and at most one more field (Bot API, Update), always an object.
      if (field.getValue().isObject()) {
        var kind = field.getKey();
        var payload = field.getValue();
        return new IncomingUpdate(
            bytes,
            json,
            kind,
            payload,
            command(kind, payload),
            data(kind, payload),
            chat(payload),
            user(payload));
      }
    }
    return new IncomingUpdate(
        bytes, json, "", json.path(""), Optional.empty(), "", Optional.empty(), Optional.empty());
  }

  /// An event as an update whose kind is the event's type, and whose chat is the one of its key.
  ///
  /// @throws chappe.common.json.UnreadableJson where the bytes are no JSON
  static IncomingUpdate event(String type, byte[] bytes, RecordKey key) {
    var json = Json.tree(bytes);
    var payload = Json.object();
    key.chat()
        .ifPresent(
            id -> payload.set("chat", Json.object().put("id", id).put("type", chatType(id))));
    return new IncomingUpdate(
        bytes, json, type, payload, Optional.empty(), "", chat(payload), Optional.empty());
  }

  /// What the Bot API's ids tell: users have positive ones, those of supergroups and channels begin
  /// with -100.
  private static String chatType(long id) {
    return id > 0 ? "private" : id > SUPERGROUPS ? "group" : "supergroup";
  }

  /// The same with other data of the button.
  IncomingUpdate withData(String restored) {
    return new IncomingUpdate(bytes, json, kind, payload, command, restored, chat, user);
  }

  @Override
  public String text() {
    return payload.path("text").asText("");
  }

  private static Optional<Chat> chat(JsonNode payload) {
    var own = payload.path("chat");
    // A callback query has its chat within the message that the button belongs to.
    var chat = own.isObject() ? own : payload.path("message").path("chat");
    var id = chat.path("id");
    return id.isIntegralNumber()
        ? Optional.of(
            new Chat(
                id.longValue(),
                type(chat.path("type").asText("")),
                chat.path("title").asText(""),
                chat.path("username").asText("")))
        : Optional.empty();
  }

  private static Optional<User> user(JsonNode payload) {
    var from = payload.path("from");
    var user = from.isObject() ? from : payload.path("user");
    var id = user.path("id");
    return id.isIntegralNumber()
        ? Optional.of(
            new User(
                id.longValue(),
                user.path("is_bot").asBoolean(false),
                user.path("first_name").asText(""),
                user.path("last_name").asText(""),
                user.path("username").asText(""),
                user.path("language_code").asText("")))
        : Optional.empty();
  }

  private static String data(String kind, JsonNode payload) {
    return kind.equals(Kind.CALLBACK_QUERY) ? payload.path("data").asText("") : "";
  }

  private static Optional<TypedCommand> command(String kind, JsonNode payload) {
    var text = payload.path("text").asText("");
    if (!kind.equals(Kind.MESSAGE) || !text.startsWith("/")) {
      return Optional.empty();
    }
    for (JsonNode entity : payload.path("entities")) {
      if (entity.path("offset").asInt(-1) == 0
          && entity.path("type").asText("").equals("bot_command")) {
        return TypedCommand.in(text, entity.path("length").asInt(-1));
      }
    }
    return TypedCommand.in(text);
  }

  private static ChatType type(String name) {
    return switch (name) {
      case "private" -> ChatType.PRIVATE;
      case "group" -> ChatType.GROUP;
      case "supergroup" -> ChatType.SUPERGROUP;
      case "channel" -> ChatType.CHANNEL;
      default -> ChatType.OTHER;
    };
  }
}
