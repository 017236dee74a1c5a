// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import java.util.HashMap;
import java.util.Map;

/// Whom a 429 means, which Telegram does not say: the chat, unless several chats of the bot get one
/// within seconds; then the bot. Told the time. Not thread-safe; pure.
final class FloodScope {
  static final int CHATS = 3;
  static final long WITHIN = 5_000_000;

  private final Map<String, Map<String, Long>> refused = new HashMap<>();

  /// Takes note of a 429.
  ///
  /// @return whether the whole bot is meant
  boolean wholeBot(String bot, String chat, long now) {
    var chats = refused.computeIfAbsent(bot, _ -> new HashMap<>());
    chats.put(chat, now);
    chats.values().removeIf(it -> now - it > WITHIN);
    return chats.size() >= CHATS;
  }
}
