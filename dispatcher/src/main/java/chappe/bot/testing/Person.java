// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot.testing;

import chappe.bot.InitData;
import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Somebody who uses the bot in a test, in one chat. Not thread-safe.
public final class Person {
  private final BotUnderTest bot;
  private final ObjectNode user;
  private final ObjectNode chat;

  Person(BotUnderTest bot, ObjectNode user, ObjectNode chat) {
    this.bot = bot;
    this.user = user;
    this.chat = chat;
  }

  /// The person's number at Telegram, which is also that of the private chat.
  public long id() {
    return user.path("id").longValue();
  }

  /// The number of the chat that this person is in.
  public long chatId() {
    return chat.path("id").longValue();
  }

  /// The same person in a group. The same title is the same group.
  public Person in(String group) {
    return new Person(bot, user, bot.group(group));
  }

  /// The same person with another language in the app.
  ///
  /// @param code such as `de` or `pt-br`
  public Person speaking(String code) {
    return new Person(bot, user.deepCopy().put("language_code", code), chat);
  }

  /// Writes a text; a `/command` is one.
  public Answers says(String text) {
    var message = message().put("text", text);
    if (text.startsWith("/")) {
      message
          .putArray("entities")
          .addObject()
          .put("type", "bot_command")
          .put("offset", 0)
          .put("length", text.split("\\s", 2)[0].length());
    }
    return sends("message", message);
  }

  /// Writes a message that is no text.
  ///
  /// @param fields what it has beside its number, sender, chat and date, as JSON: such as
  ///   `{"photo":[…]}`
  public Answers sends(String fields) {
    var message = message();
    message.setAll((ObjectNode) Json.tree(fields.getBytes(StandardCharsets.UTF_8)));
    return sends("message", message);
  }

  /// Presses the button of that label, of the last message in this chat that has one.
  ///
  /// @throws AssertionError where no message in this chat has it
  public Answers presses(String label) {
    for (Sent candidate : bot.sent().reversed()) {
      if (candidate.chat().equals(chat.path("id").asText())) {
        for (JsonNode button : candidate.allButtons()) {
          if (button.path("text").asText().equals(label)) {
            return pressed(button.path("callback_data").asText(), candidate);
          }
        }
      }
    }
    throw new AssertionError("no message in this chat has the button '" + label + "'");
  }

  /// Types into any chat after the bot's name.
  public Answers asks(String query) {
    return asks(query, "");
  }

  /// The same, further down the list.
  ///
  /// @param offset the `next_offset` of the answer before
  public Answers asks(String query, String offset) {
    var asked = Json.object().put("id", query()).put("query", query).put("offset", offset);
    asked.set("from", user);
    return sends("inline_query", asked);
  }

  /// What a Mini App gets from Telegram when this person opens it now, signed with the token that
  /// the bot has in tests.
  public String initData() {
    return InitData.signed(
        Map.of(
            "auth_date",
            Long.toString(bot.now().getEpochSecond()),
            "query_id",
            query(),
            "user",
            user.toString()),
        BotUnderTest.TOKEN);
  }

  private Answers pressed(String data, Sent on) {
    var message =
        Json.object()
            .put("message_id", on.messageId())
            .put("date", bot.now().getEpochSecond())
            .put("text", on.text());
    message.set("chat", chat);
    var query = Json.object().put("id", query()).put("chat_instance", "1").put("data", data);
    query.set("from", user);
    query.set("message", message);
    return sends("callback_query", query);
  }

  private ObjectNode message() {
    var message =
        Json.object().put("message_id", bot.nextMessage()).put("date", bot.now().getEpochSecond());
    message.set("from", user);
    message.set("chat", chat);
    return message;
  }

  private String query() {
    return "query-" + bot.nextMessage();
  }

  private Answers sends(String kind, JsonNode payload) {
    return bot.update(Json.object().set(kind, payload));
  }
}
