// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

/// A function around a handler: it may look, refuse (by not going on), measure, or answer itself.
///
/// ```java
/// on.command("late", "…", this::late).with((context, next) -> {
///   if (context.user().bot()) {
///     return;
///   }
///   next.run();
/// });
/// ```
///
/// One object serves all chats at once: it must be thread-safe. What it throws counts as thrown by
/// the handler.
@FunctionalInterface
public interface Middleware {
  void handle(Context context, Next next) throws Exception;

  /// The rest of the way: the next middleware, at last the handler.
  interface Next {
    /// Goes on, and returns when the handler has ended. Where it throws, what was sent and
    /// remembered on the rest of the way is dropped, and it may be called again.
    ///
    /// @throws IllegalStateException when called again after it has returned
    /// @throws Exception what the handler threw
    void run() throws Exception;
  }
}
