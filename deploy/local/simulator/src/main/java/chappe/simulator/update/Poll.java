// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.update;

import java.time.Duration;
import java.util.List;

/// How a getUpdates ends.
public sealed interface Poll {
  /// What it asks for, with Telegram's own limits put on it.
  ///
  /// @param offset updates before this one are confirmed; negative counts from the newest; 0 for
  ///   none
  /// @param limit how many are wanted, cut to 1..100
  /// @param timeout how long to wait for one, cut to 0..50 s
  record Request(int offset, int limit, Duration timeout) {
    private static final Duration LONGEST = Duration.ofSeconds(50);

    public Request {
      limit = limit < 1 || limit > 100 ? 100 : limit;
      timeout = timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
    }
  }

  /// The oldest updates, perhaps none.
  record Updates(List<Pending> updates) implements Poll {}

  /// Another poller, or a webhook, has the updates: 409 with this reason.
  record Conflict(String reason) implements Poll {}
}
