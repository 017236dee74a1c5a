// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import chappe.bot.form.FormRoute;
import chappe.common.record.Event;
import java.util.regex.Pattern;

/// Where a bot says which handler takes which update. Each update goes to one handler at most, the
/// most particular one: its command, else the first [#text(Pattern, Handler)] that fits, else
/// [#text(Handler)], else [#fallback], else [#any].
///
/// Only messages that are new (`message`) are commands and texts: an edited message, a channel's
/// post or a press on a button goes to [#any]. A command that names another bot (`/help@other_bot`)
/// goes to [#any] too.
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
  /// @param description 1 to 256 characters for [Context#help]
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

  /// Takes every other message: unknown commands, photos, people who join, and texts where there is
  /// no route for them. In a group it sees whatever Telegram lets the bot see, so ask for
  /// [Context#chat] before answering.
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
}
