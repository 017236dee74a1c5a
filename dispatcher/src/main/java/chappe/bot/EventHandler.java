// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import chappe.common.record.Event;

/// What a bot does when the line tells it of something: a message that was sent, a job that is due,
/// a payment. All that [Handler] says holds here too: what is sent leaves when it has returned, one
/// chat's calls come one after the other, updates and events alike, and a failure is tried again.
///
/// The context has the chat that the event belongs to, where it belongs to one, and no user and no
/// text: what there is to know stands in the event.
@FunctionalInterface
public interface EventHandler<E extends Event> {
  /// Handles an event.
  ///
  /// @param event what happened
  void handle(Context context, E event) throws Exception;
}
