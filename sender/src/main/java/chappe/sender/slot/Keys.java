// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

/// Names of a bot's keys in Redis, with its name as their hash tag. Immutable.
record Keys(String prefix) {
  static Keys of(String bot) {
    return new Keys("chappe:{" + bot + "}:");
  }

  String times() {
    return prefix + "times";
  }

  /// @param chat empty for the whole bot
  String pause(String chat) {
    return prefix + "pause:" + chat;
  }

  String leases() {
    return prefix + "lease:";
  }

  String mark(String id) {
    return prefix + "mark:" + id;
  }

  String chat(String chat) {
    return prefix + "chat:" + chat;
  }

  String parked(String chat, Rank rank) {
    return prefix + "parked:" + rank + ":" + chat;
  }
}
