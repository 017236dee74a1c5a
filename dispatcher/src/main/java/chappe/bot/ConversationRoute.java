// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/// A conversation being registered, for what is said of it behind the call:
///
/// ```java
/// on.conversation("order", OrderState.class, this::order)
///     .startedBy("order", "order a pizza", context -> new Size())
///     .asking(this::ask)
///     .timeout(Duration.ofMinutes(10));
/// ```
///
/// @param <S> its state
public interface ConversationRoute<S> extends Route {
  /// Takes an answer.
  ///
  /// @param <S> the conversation's state
  @FunctionalInterface
  interface Answers<S> {
    /// Handles a message, or a press of a button, of somebody who is in this state. The rules of
    /// [Handler#handle] hold. The state moves exactly once per update.
    Step<S> handle(Context context, S state) throws Exception;
  }

  /// Asks the question of a state.
  ///
  /// @param <S> the conversation's state
  @FunctionalInterface
  interface Questions<S> {
    void ask(Context context, S state) throws Exception;
  }

  /// The first state.
  ///
  /// @param <S> the conversation's state
  @FunctionalInterface
  interface Start<S> {
    S state(Context context) throws Exception;
  }

  /// Makes a state of this version from one that another version of the bot has written.
  ///
  /// @param <S> the conversation's state
  @FunctionalInterface
  interface Migration<S> {
    /// The state of this version, where there is one.
    ///
    /// @param type the simple name of the state's type then
    /// @param fields of that type
    /// @return the state to go on with; empty: the conversation begins anew
    Optional<S> migrated(String type, JsonNode fields);
  }

  /// Registers a command that begins the conversation. Somebody who is in one begins anew.
  ///
  /// @param command as [Routes#command] has it
  ConversationRoute<S> startedBy(String command, String description, Start<S> start);

  /// Says how the question of a state is asked: called whenever a state is entered, at the
  /// beginning, at [Step.Next] and at [Step.Back]. Without it, the handlers ask by themselves.
  ConversationRoute<S> asking(Questions<S> questions);

  /// How long an answer may take, 30 minutes unless it is said. Whoever answers later is told so,
  /// and the conversation is over.
  ///
  /// @param timeout over zero
  ConversationRoute<S> timeout(Duration timeout);

  /// Says what is done when no answer has come in time: the conversation is over then, and nobody
  /// need write for it. The context has the chat, but no user. Without it nothing is done, and
  /// whoever answers too late is told so (the text `conversation.timeout`).
  ///
  /// @param told gets the state in which the person stopped
  ConversationRoute<S> timedOut(Questions<S> told);

  /// Says what becomes of a state whose type has changed since it was written. Without it, and
  /// where it has no answer, the person is told that the bot has changed, and the conversation
  /// begins anew; the old state is kept aside in the session.
  ConversationRoute<S> migrating(Migration<S> migration);

  @Override
  ConversationRoute<S> with(Middleware middleware);

  @Override
  ConversationRoute<S> onFailure(FailurePolicy policy);
}
