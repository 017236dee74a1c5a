// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// The pauses that this sender knows of, looked at just before a command leaves. Thread-safe.
final class Pauses {
  private static final int SWEEP_AT = 10_000;

  private final Map<String, Long> until = new ConcurrentHashMap<>();
  private final LongSupplier micros;

  Pauses(LongSupplier micros) {
    this.micros = micros;
  }

  /// @param chat empty for the whole bot
  void add(String bot, String chat, long time) {
    long now = micros.getAsLong();
    if (until.size() > SWEEP_AT) {
      until.values().removeIf(it -> it - now <= 0);
    }
    until.merge(bot + ":" + chat, now + time, Math::max);
  }

  boolean hold(String bot, String chat) {
    return holds(bot + ":") || (!chat.isEmpty() && holds(bot + ":" + chat));
  }

  private boolean holds(String key) {
    var end = until.get(key);
    return end != null && end - micros.getAsLong() > 0;
  }
}
