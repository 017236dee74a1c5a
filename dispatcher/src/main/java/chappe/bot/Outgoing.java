// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Duration;

/// Something to be sent when the handler has ended. Can be changed until then, by the handler's
/// thread.
public interface Outgoing {
  /// Drops it where it could not be sent in time.
  ///
  /// @param duration from now, over zero
  /// @return this
  Outgoing expiresAfter(Duration duration);

  /// Rather loses it than sends it twice, in the rare case that Telegram's answer was lost.
  ///
  /// @return this
  Outgoing atMostOnce();

  /// Sends it as part of a broadcast: answers to people pass it.
  ///
  /// @return this
  /// @throws IllegalStateException where it answers a query, which has no time to wait
  Outgoing bulk();

  /// Deletes the message again, through restarts too, by a job with the id
  /// `delete_msg_{chat}_{message}`.
  ///
  /// @param duration from its sending, over zero
  /// @return this
  Outgoing deleteAfter(Duration duration);

  /// Puts a keyboard below the message; below the last, where a text became several.
  ///
  /// @return this
  Outgoing keyboard(Keyboard keyboard);

  /// Any other parameter of the call, such as `parse_mode` or `disable_notification`.
  ///
  /// @param value anything that Jackson can turn into JSON
  /// @return this
  Outgoing option(String parameter, Object value);

  /// Has the handler of that name told what became of it, through restarts too: see
  /// [Routes#result]. A text that became several messages is told of several times.
  ///
  /// @param name as registered
  /// @return this
  default Outgoing onResult(String name) {
    return onResult(name, NullNode.getInstance());
  }

  /// The same with something for the handler to remember.
  ///
  /// @param data anything that Jackson can turn into JSON
  /// @return this
  Outgoing onResult(String name, Object data);
}
