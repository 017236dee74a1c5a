// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.session;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// One stay of a partition number with this instance. What it remembers is asked for no more once
/// it is over; a later stay of the same number starts from the log.
public final class Stay {
  final String group;
  final int number;

  /// Changes that the view may not have yet, by key.
  final ConcurrentHashMap<String, Unwritten> unwritten = new ConcurrentHashMap<>();

  Stay(String group, int number) {
    this.group = group;
    this.number = number;
  }

  /// The newest state of a session, and how many of its changes are not in the view.
  ///
  /// @param committed the newest of them that is committed
  record Unwritten(SessionChange newest, int changes, Optional<SessionChange> committed) {
    Unwritten(SessionChange newest, int changes) {
      this(newest, changes, Optional.empty());
    }
  }
}
