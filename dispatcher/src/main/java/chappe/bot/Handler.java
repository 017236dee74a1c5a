// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

/// What a bot does with one update.
@FunctionalInterface
public interface Handler {
  /// Handles an update.
  ///
  /// - **Blocking** is fine: each call has a virtual thread of its own, and only the same chat
  ///   waits.
  /// - **Order**: updates of one chat come one after the other, those of different chats at once.
  /// - **Sending**: what it sends through the context leaves after it has returned, all of it or
  ///   nothing.
  /// - **Throwing** drops what it has sent; it is called again after some seconds, three times in
  ///   all, then the update is put aside as a dead letter and the chat goes on. [BadArguments] is
  ///   different: the person is told the command's usage and the update is done.
  /// - **Called twice**: after a failure or a crash. What it sends appears once nevertheless; what
  ///   it does elsewhere is its own to guard, with [Context#idempotencyKey].
  void handle(Context context) throws Exception;
}
