// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import chappe.bot.form.Question;
import java.time.Duration;

/// A form being registered, for what is said of it behind the call:
///
/// ```java
/// on.form("form", Registration.class)
///     .startedBy("form", "register")
///     .ask("email", email(), "Your e-mail address?")
///     .ask("age", age(13, 120), "How old are you?")
///     .then((context, registration) -> context.reply("Thank you!"));
/// ```
///
/// A form is a conversation (`/back`, `/cancel`, its timeout): an answer that does not do is asked
/// for again. A component of type `Optional` may be left out with `/skip`. After the last answer
/// the record is made and its Jakarta constraints are checked; a field that does not keep them is
/// asked for again.
///
/// @param <R> the record
public interface FormRoute<R extends Record> extends Route {
  /// Takes the record.
  ///
  /// @param <R> the record
  @FunctionalInterface
  interface Completion<R> {
    /// Handles a form that is complete and valid; the rules of [Handler#handle] hold.
    void handle(Context context, R record) throws Exception;
  }

  /// Registers a command that begins the form.
  FormRoute<R> startedBy(String command, String description);

  /// Adds a question; they are asked in the order in which they are added.
  ///
  /// @param component of the record, by its name
  /// @param text what the person reads, or the key of it in the bot's `texts.properties`
  FormRoute<R> ask(String component, Question<?> question, String text);

  /// How long an answer may take, 30 minutes unless it is said.
  FormRoute<R> timeout(Duration timeout);

  /// Says what is done with the record.
  FormRoute<R> then(Completion<R> completion);

  @Override
  FormRoute<R> with(Middleware middleware);

  @Override
  FormRoute<R> onFailure(FailurePolicy policy);
}
