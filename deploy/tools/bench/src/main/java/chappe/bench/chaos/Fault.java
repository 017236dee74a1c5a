// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import java.time.Duration;

/// Something that goes wrong, its mending included.
sealed interface Fault {
  /// A word for the count of its kind.
  String kind();

  /// The instance is killed (`kill -9`) and started again under its name.
  record Kill(int slot, Duration away) implements Fault {
    @Override
    public String kind() {
      return "kills";
    }
  }

  /// The instance is frozen (SIGSTOP); beyond the session time-out it wakes as one that does not
  /// know that its partitions are another's.
  record Freeze(int slot, Duration away) implements Fault {
    @Override
    public String kind() {
      return "freezes";
    }
  }

  /// One more instance.
  record Add(int slot) implements Fault {
    @Override
    public String kind() {
      return "additions";
    }
  }

  /// One instance less, asked to leave (SIGTERM).
  record Remove(int slot) implements Fault {
    @Override
    public String kind() {
      return "removals";
    }
  }

  /// The connections between one instance and the broker break.
  ///
  /// @param silent whether they hang instead, so that only a time-out tells
  /// @param away how long none can be made or, where they hang, none gets on; zero breaks them once
  record Cut(int slot, boolean silent, Duration away) implements Fault {
    @Override
    public String kind() {
      return "cuts";
    }
  }

  /// The broker goes and comes again.
  ///
  /// @param killed whether by `kill -9`
  record BrokerRestart(boolean killed, Duration away) implements Fault {
    @Override
    public String kind() {
      return killed ? "broker_kills" : "broker_stops";
    }
  }
}
