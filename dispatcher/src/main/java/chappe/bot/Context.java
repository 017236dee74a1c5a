// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import com.fasterxml.jackson.databind.JsonNode;
import com.pengrad.telegrambot.model.Update;
import com.pengrad.telegrambot.request.BaseRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.MatchResult;

/// One update on its way through a handler, and what can be done about it. Belongs to the handler's
/// call and its thread: not thread-safe, and what is sent after the handler has ended is refused.
public interface Context {
  /// The name of the bot that is asked.
  String bot();

  /// The update's kind by Telegram's name, such as `message` or `callback_query`, also where this
  /// version does not know it; empty where the update has none.
  String kind();

  /// The whole update as Telegram sent it. Not to be changed.
  JsonNode json();

  /// The whole update as a typed object, built at the first call.
  ///
  /// @throws UnreadableUpdate where the type library cannot read it; [#json] still can
  Update update();

  /// When the line received the update.
  Instant receivedAt();

  /// Whether the update belongs to a chat.
  boolean hasChat();

  /// The chat that the update belongs to.
  ///
  /// @throws IllegalStateException where it belongs to none, such as an inline query
  Chat chat();

  /// Whether the update comes from a user.
  boolean hasUser();

  /// The user whom the update comes from.
  ///
  /// @throws IllegalStateException where it comes from none, such as a channel's post
  User user();

  /// The text of the message; empty where there is none.
  String text();

  /// The command's name in lower case, without slash and bot; empty where there is none.
  String command();

  /// What follows the command, to be read from its start; empty where there is none.
  Arguments arguments();

  /// The payload of the deep link that led here (`https://t.me/bot?start=PAYLOAD`); empty where
  /// there is none.
  String payload();

  /// What the pattern of a [Routes#text(java.util.regex.Pattern, Handler)] found.
  ///
  /// @throws IllegalStateException in any other route
  MatchResult match();

  /// The bot's commands with their descriptions in the order of their registration, one a line.
  String help();

  /// What the bot remembers of this chat (of the user, where the update has no chat).
  ///
  /// @throws IllegalStateException where the dispatcher runs without a database
  Session session();

  /// What the bot remembers of this user in this chat.
  ///
  /// @throws IllegalStateException where the update comes from no user
  Session userSession();

  /// The people who have registered with this bot, and the user's own entry, role and language.
  Users users();

  /// The bot's own figures.
  BotMetrics metrics();

  /// Questions to Telegram, answered while the handler waits.
  Api api();

  /// One of the author's own services, as [BotServices#http] has declared it.
  ///
  /// @throws IllegalArgumentException where no service has this name
  HttpService http(String name);

  /// Answers into the same chat (and topic). A text over Telegram's limit becomes several messages,
  /// cut between paragraphs, lines or words.
  ///
  /// @throws IllegalArgumentException where the text is blank
  /// @throws IllegalStateException where the update belongs to no chat
  Outgoing reply(String text);

  /// Sends any request of the Bot API, to whichever chat it names. Answers to queries take the
  /// urgent lane, and are dropped once Telegram would refuse them.
  ///
  /// @throws IllegalArgumentException where the request carries the bytes of a file: send its id or
  ///   its URL
  Outgoing send(BaseRequest<?, ?> request);

  /// The same at every call for this update, also for a dead letter that is sent again, and
  /// different for every other update: what makes a call to another service repeatable.
  String idempotencyKey();

  /// Waits, and only this chat with it. In a test the time passes at once.
  ///
  /// @throws InterruptedException where the dispatcher stops: let it through
  void pause(Duration duration) throws InterruptedException;
}
