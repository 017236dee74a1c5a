// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

/// What a router does about a failure of one of its handlers or middlewares; given to
/// [Routes#onError].
@FunctionalInterface
public interface ErrorHandler {
  /// Called for each failed attempt, instead of trying again. What the handler had sent and
  /// remembered is dropped before.
  ///
  /// - **Returning** means that the update is done: what this sends leaves.
  /// - **Throwing**, the same error or another, hands it to the router around this one; the
  ///   outermost one's counts as a failure of the handler, which is tried again and at last put
  ///   aside. So `throw error` keeps what happens by itself, and [Context#attempt] tells how often
  ///   that was.
  ///
  /// May block. Called twice after a crash, like a handler. [BadArguments] of a command never come
  /// here: the person is told the usage. One object serves all chats: it must be thread-safe.
  ///
  /// @param error what was thrown; its message may quote a person, so do not log it
  void handle(Context context, Exception error) throws Exception;
}
