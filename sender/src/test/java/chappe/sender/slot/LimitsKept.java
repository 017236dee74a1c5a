// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The limits as Telegram would count them: takes note of what arrives and says what was over. Told
/// the time, in microseconds.
final class LimitsKept {
  static final long BOT_WINDOW = 950_000;
  static final long GROUP_WINDOW = 57_000_000;

  final List<String> violations = new ArrayList<>();
  private final int rate;
  private final Deque<Long> bot = new ArrayDeque<>();
  private final Map<String, Deque<Long>> groups = new HashMap<>();
  private final Map<String, Long> chats = new HashMap<>();

  LimitsKept(int rate) {
    this.rate = rate;
  }

  /// @param counts whether the bot's limit is meant too
  void arrived(String chat, int cost, boolean counts, long now) {
    if (counts) {
      window(bot, rate, BOT_WINDOW, "bot", cost, now);
    }
    if (chat.startsWith("-")) {
      window(
          groups.computeIfAbsent(chat, _ -> new ArrayDeque<>()), 20, GROUP_WINDOW, chat, cost, now);
      return;
    }
    long time = Math.max(now, chats.getOrDefault(chat, now));
    if (time - now > 1_000_000L * Math.max(0, 3 - cost) + 50_000) {
      violations.add("chat " + chat + " at " + now);
    }
    chats.put(chat, time + cost * 1_000_000L);
  }

  private void window(Deque<Long> times, int most, long window, String who, int cost, long now) {
    while (!times.isEmpty() && now - times.getFirst() >= window) {
      times.remove();
    }
    for (int i = 0; i < cost; i++) {
      times.add(now);
    }
    if (times.size() > most) {
      violations.add(who + " at " + now + ": " + times.size());
    }
  }
}
