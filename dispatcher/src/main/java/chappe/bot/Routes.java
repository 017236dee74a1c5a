// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import chappe.common.record.Event;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Where a bot says which handler takes which update. Each update goes to one handler at most, the
/// most particular one whose filters ([Route#when]) it passes:
///
/// - a new message: its command, else the first [#text(Pattern, Handler)] that fits, else
///   [#text(Handler)], else the first [#message] that fits, else [#fallback];
/// - a press on a button: the first [#callback(String, Handler)] that fits, else
///   [#callback(Handler)];
/// - whatever else: the [#kind] of that name;
/// - what none of these takes: [#any].
///
/// Only messages that are new (`message`) are commands and texts: an edited message or a channel's
/// post has its own kind. A command that names another bot (`/help@other_bot`) goes to [#any].
///
/// Within one place, routes are asked in the order of their registration; one without a filter
/// behind which another stands is a mistake, since that one would never be asked. A bot without a
/// `/help` of its own gets one that lists its commands.
///
/// Beside updates there are events, what the line itself tells a bot: each goes to the route of its
/// type and name, and nowhere where there is none.
///
/// To be used inside [Bot#configure] only, by one thread. A mistake (a bad name, a second handler
/// for the same) is an [IllegalArgumentException] that stops the dispatcher with one line.
public interface Routes {
  /// Takes `/name`, `/name@this_bot` and both with arguments, in upper or lower case.
  ///
  /// @param name 1 to 32 of `a-z 0-9 _`, without the slash
  /// @param description 1 to 256 characters for [Context#help] and Telegram's menu
  CommandRoute command(String name, String description, Handler handler);

  /// Takes texts, commands apart, in which the pattern is found: anchor it with `^` and `$` to take
  /// only whole texts. [Context#match] has its groups.
  Route text(Pattern pattern, Handler handler);

  /// Takes every other text, commands apart.
  Route text(Handler handler);

  /// Registers a conversation: questions and answers with one person in one chat, who is in one
  /// conversation at a time. It takes the answers before all other routes do: messages of that
  /// person, commands apart, and presses of buttons whose data begin with `{name}:`. `/cancel` ends
  /// it, `/back` goes back by a question; every other command goes to its own route, and the
  /// conversation waits.
  ///
  /// @param name 1 to 32 of `a-z 0-9 _ -`
  /// @param states a record, or a sealed interface of records: one per question that is open
  /// @param answers takes the answer of somebody who is in a state, and says where to go from there
  /// @param <S> the state
  /// @see Context#begin
  <S> ConversationRoute<S> conversation(
      String name, Class<S> states, ConversationRoute.Answers<S> answers);

  /// Registers a form: a conversation that asks question after question and makes a record of the
  /// answers.
  ///
  /// @param name as of a conversation
  /// @param type a record; what is of type `Optional` may be left out
  <R extends Record> FormRoute<R> form(String name, Class<R> type);

  /// Takes new messages without text (and texts that no route has taken) that pass a filter.
  Route message(Filter filter, Handler handler);

  /// Takes the message that tells who has joined a group.
  default Route newMembers(Handler handler) {
    return message(Filters.newMembers(), handler);
  }

  /// Takes the message that tells who has left a group.
  default Route leftMember(Handler handler) {
    return message(Filters.leftMember(), handler);
  }

  /// Takes presses on buttons whose callback data have this form: `done`, `done:{id}`,
  /// `page:{shop}:{number:number}`. A place in braces stands for at least one character, up to what
  /// follows it in the pattern; with a type (`text`, `number`: a whole one, `flag`: `true` or
  /// `false`) only what is of that type fits. [Context#parameters] has what stood there.
  ///
  /// Data of any length can be given to a button: what Telegram would refuse (over 64 bytes) is
  /// kept in the database, and restored before the route is chosen.
  Route callback(String pattern, Handler handler);

  /// Takes presses on buttons whose data are a record.
  <R extends Record> Route callback(ButtonType<R> type, PressHandler<R> handler);

  /// Takes every other press on a button.
  Route callback(Handler handler);

  /// Takes inline queries, and answers them with what a search finds: in pages, to nobody twice at
  /// a time, and in time. An empty query is not searched for, and gets an empty answer.
  /// [Middlewares#cached], [Middlewares#pages] and [Middlewares#perUser] go around it.
  Route inline(InlineSearch search);

  /// Takes every update of a kind.
  ///
  /// @param kind Telegram's name of it; [Kind] has those of today
  Route kind(String kind, Handler handler);

  /// Takes messages that were edited.
  default Route edited(Handler handler) {
    return kind(Kind.EDITED_MESSAGE, handler);
  }

  /// Takes new posts of channels.
  default Route channelPost(Handler handler) {
    return kind(Kind.CHANNEL_POST, handler);
  }

  /// Takes changes of somebody's reaction to a message. The bot must be an administrator.
  default Route reaction(Handler handler) {
    return kind(Kind.MESSAGE_REACTION, handler);
  }

  /// Takes news of a poll that the bot has sent.
  default Route poll(Handler handler) {
    return kind(Kind.POLL, handler);
  }

  /// Takes somebody's vote in a poll that is not anonymous.
  default Route pollAnswer(Handler handler) {
    return kind(Kind.POLL_ANSWER, handler);
  }

  /// Takes changes of the bot's own membership: blocked, added, made administrator.
  default Route myMember(Handler handler) {
    return kind(Kind.MY_CHAT_MEMBER, handler);
  }

  /// Takes changes of a member of a chat where the bot is an administrator.
  default Route member(Handler handler) {
    return kind(Kind.CHAT_MEMBER, handler);
  }

  /// Takes requests to join a chat where the bot may invite.
  default Route joinRequest(Handler handler) {
    return kind(Kind.CHAT_JOIN_REQUEST, handler);
  }

  /// Takes every other message: unknown commands, photos, and texts where there is no route for
  /// them. In a group it sees whatever Telegram lets the bot see, so ask for [Context#chat] before
  /// answering.
  Route fallback(Handler handler);

  /// Takes every other update of whatever kind, kinds that this version does not know included.
  /// [Context#kind] and [Context#json] say what it is.
  Route any(Handler handler);

  /// Takes what became of something that was sent with [Outgoing#onResult(String)] of this name.
  ///
  /// @param name 1 to 64 letters, digits, dots, hyphens or underscores
  Route result(String name, EventHandler<Event.DeliveryResult> handler);

  /// Takes jobs of this name that are due.
  ///
  /// @param name 1 to 64 letters, digits, dots, hyphens or underscores
  Route job(String name, EventHandler<Event.JobDue> handler);

  /// Takes what became of a change of a job with [JobChange#onResult(String)] of this name, and the
  /// lists of jobs that were asked for under it.
  ///
  /// @param name 1 to 64 letters, digits, dots, hyphens or underscores
  Route jobResult(String name, EventHandler<Event.JobResult> handler);

  /// Judges payments for what has this name, before Telegram lets them through.
  ///
  /// @param name 1 to 64 letters, digits, dots, hyphens or underscores
  void checkout(String name, CheckoutCheck check);

  /// Takes payments that were booked for what has this name.
  ///
  /// @param name 1 to 64 letters, digits, dots, hyphens or underscores
  Route paid(String name, EventHandler<Event.PaymentMade> handler);

  /// Takes payments for what has this name that were given back.
  ///
  /// @param name 1 to 64 letters, digits, dots, hyphens or underscores
  Route refunded(String name, EventHandler<Event.Refund> handler);

  /// Takes chats in which the bot can write no more: it was blocked or thrown out.
  Route blocked(EventHandler<Event.ChatBlocked> handler);

  /// Takes groups that became supergroups, and so have another id.
  Route migrated(EventHandler<Event.ChatMigrated> handler);

  /// Declares a job of the bot itself, every day at a time. Declared in the same way at each start;
  /// one that is declared no more ends. Several dispatchers declare it once.
  ///
  /// @param job 1 to 64 of `A-Z a-z 0-9 _ - .`
  /// @param zone whose time it is; summer time included
  void daily(String job, LocalTime time, ZoneId zone, Handler handler);

  /// Declares a job of the bot itself, again and again.
  ///
  /// @param period at least one second, in whole seconds
  void every(String job, Duration period, Handler handler);

  /// A part of the bot with middlewares, filters and error handlers of its own around all that it
  /// registers; for the choice of a route it makes no difference in which router a route stands.
  ///
  /// ```java
  /// on.router(admin -> {
  ///   admin.with(adminOnly());
  ///   admin.command("ban", "ban a user", this::ban);
  ///   admin.onError((context, error) -> context.reply("That did not work."));
  /// });
  /// ```
  void router(Consumer<Routes> part);

  /// Puts a middleware around all handlers of this router, also around those registered before.
  /// Those of the outer router run first, then this router's in the order in which they were added,
  /// then the route's own.
  ///
  /// @return this router
  Routes with(Middleware middleware);

  /// Lets all routes of this router take only what passes.
  ///
  /// @return this router
  Routes when(Filter filter);

  /// Says what a person reads whose update has failed for the last time and is put aside; nothing
  /// where it is not said. The inner router's goes before the outer one's.
  ///
  /// @return this router
  Routes apology(String text);

  /// Says what is done about a failure in this router; the last call counts.
  ///
  /// @return this router
  Routes onError(ErrorHandler handler);
}
