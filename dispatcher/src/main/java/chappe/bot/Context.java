// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import com.fasterxml.jackson.databind.JsonNode;
import com.pengrad.telegrambot.model.Update;
import com.pengrad.telegrambot.request.BaseRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
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

  /// What the places of the pattern of a [Routes#callback(String, Handler)] stood for; none in any
  /// other route.
  Parameters parameters();

  /// The data of the button that was pressed, as they were given to it, whatever their length;
  /// empty where no button was pressed.
  String data();

  /// What somebody has typed after the bot's name, without the blanks around it; empty where the
  /// update is no inline query.
  String query();

  /// The name of the route that has taken the update: the command's, or what was registered, such
  /// as `callback:done:{id}`. The same at every start.
  String route();

  /// The number of this attempt to handle the update, from 1.
  int attempt();

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

  /// What the bot remembers of this user in all chats.
  ///
  /// It belongs to the user's private chat. There it is as exact as any other session. Elsewhere a
  /// change is sent there when the handler has returned, and is made some moments later, the last
  /// one counts; reading gives what was there some moments ago, with this handler's own changes.
  ///
  /// @throws IllegalStateException where the update comes from no user
  Session personal();

  /// A value of this type that the bot remembers of this chat (of the user, where the update has no
  /// chat).
  ///
  /// @throws IllegalStateException where the dispatcher runs without a database
  <T> State<T> session(Class<T> type);

  /// A value of this type that the bot remembers of this user in this chat.
  ///
  /// @throws IllegalStateException where the update comes from no user
  <T> State<T> userSession(Class<T> type);

  /// Begins a conversation with this user in this chat, in place of the one that there may be, and
  /// asks its first question.
  ///
  /// @param conversation its name
  /// @param state the first
  /// @throws IllegalArgumentException where there is no such conversation, or it has other states
  /// @throws IllegalStateException where the update comes from no user
  /// @throws Exception what asking the question throws
  void begin(String conversation, Object state) throws Exception;

  /// Ends the conversation that this user has in this chat; nothing happens where there is none.
  ///
  /// @throws IllegalStateException where the update comes from no user
  void leave();

  /// A text in the user's language, from the bot's `texts.properties`, `texts_de.properties` and so
  /// on, UTF-8 files at the root of its jar: for `pt-br` that of `texts_pt_BR`, else of `texts_pt`,
  /// else of `texts`. What the engine itself says are keys as well (such as
  /// `conversation.timeout`), which a bot may override.
  ///
  /// @param key as the file has it
  /// @param arguments in place of `{0}`, `{1}` and so on, as [java.text.MessageFormat] writes them
  /// @throws IllegalArgumentException where there is no such key
  String localized(String key, Object... arguments);

  /// The user's language: the one chosen ([Users#speaks]), else as Telegram says; the root locale
  /// where neither is known. May block on the database.
  Locale locale();

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

  /// Answers into the same chat (and topic) with a photo, a file or the like.
  ///
  /// @throws IllegalArgumentException where a file has more than 50 MB, which Telegram refuses
  /// @throws IllegalStateException where the update belongs to no chat
  Outgoing reply(Media media);

  /// Answers with 2 to 10 media that are shown as one.
  ///
  /// @throws IllegalArgumentException where there are fewer or more, or a file has more than 50 MB
  /// @throws IllegalStateException where the update belongs to no chat
  Outgoing album(Media... media);

  /// Changes the text of the message whose button was pressed, and takes its keyboard away unless
  /// it gets one ([Outgoing#keyboard]).
  ///
  /// @param text 1 to 4096 characters
  /// @throws IllegalStateException where no button was pressed, or its message is too old to be
  ///   told
  Outgoing edit(String text);

  /// Sends any request of the Bot API, to whichever chat it names. Answers to queries take the
  /// urgent lane, and are dropped once Telegram would refuse them.
  ///
  /// The bytes of files wait in the database until they are sent, at most a day.
  ///
  /// @throws IllegalArgumentException where a file has more than 50 MB, which Telegram refuses, or
  ///   cannot be read
  Outgoing send(BaseRequest<?, ?> request);

  /// Tells Telegram that the press on a button has been dealt with, with a short notice or, where
  /// the text is empty, without. Where it comes later than 3 seconds after the press, Telegram has
  /// been told already, and it is dropped.
  ///
  /// @param text at most 200 characters
  /// @throws IllegalStateException where no button was pressed
  Outgoing answer(String text);

  /// Sends a request at once, while the handler goes on: a sign of life, not the answer itself. It
  /// leaves even if the handler fails, and may be seen twice after a crash.
  ///
  /// @throws IllegalArgumentException where the request carries the bytes of a file
  void early(BaseRequest<?, ?> request);

  /// Shows at once, for five seconds, that the bot is typing in this chat.
  ///
  /// @throws IllegalStateException where the update belongs to no chat
  void typing();

  /// Changes at once the text of the message whose button was pressed, while the handler goes on.
  ///
  /// @throws IllegalStateException where no button was pressed, or its message is too old to be
  ///   told
  void progress(String text);

  /// What is to happen later.
  Schedule schedule();

  /// An invoice in the making; [Invoice#send] lets it leave.
  ///
  /// @param name of what is sold: [Routes#checkout] and [Routes#paid] of that name are asked and
  ///   told
  /// @throws IllegalArgumentException where the name has not 1 to 64 letters, digits, dots, hyphens
  ///   or underscores
  Invoice invoice(String name);

  /// Gives a payment back; [Routes#refunded] tells when it was booked. A second refund of the same
  /// payment changes nothing.
  ///
  /// @param charge Telegram's id of the payment
  void refund(String charge);

  /// How often something may happen: counted for this bot under a key, by all instances together.
  Limit limit(String key);

  /// Retry, time-out and cache around any function.
  ///
  /// @param name of the function, for the log, the time-out's message and the cache
  Guard guard(String name);

  /// What this bot keeps in memory for a while.
  Cache cache();

  /// Says no: to a callback as an alert, to an inline query as an empty list with a button, else as
  /// a reply; nothing where there is nobody to tell.
  ///
  /// @param text 1 to 200 characters; of a button Telegram shows the first 64
  default void refuse(String text) {
    refuse(text, "refused");
  }

  /// The same, with what `/start` finds in [#payload] where the button of an inline query was
  /// pressed.
  ///
  /// @param parameter 1 to 64 of `A-Z a-z 0-9 _ -`
  void refuse(String text, String parameter);

  /// Writes to `ADMIN_CHAT_ID`, else to each of `ADMIN_USER_IDS`; to nobody where none are set.
  void alertAdmins(String text);

  /// How long this call has taken so far, without the time before it. For measuring.
  Duration elapsed();

  /// The same at every call for this update, also for a dead letter that is sent again, and
  /// different for every other update: what makes a call to another service repeatable.
  String idempotencyKey();

  /// Waits, and only this chat with it. In a test the time passes at once.
  ///
  /// @throws InterruptedException where the dispatcher stops: let it through
  void pause(Duration duration) throws InterruptedException;
}
