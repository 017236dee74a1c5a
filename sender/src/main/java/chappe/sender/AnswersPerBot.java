// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/// How often Telegram gave a bot's commands a definite answer: what tells a command that always
/// fails from a Telegram that is down. Thread-safe.
final class AnswersPerBot {
  private final ConcurrentMap<String, LongAdder> counts = new ConcurrentHashMap<>();

  void count(String bot) {
    counts.computeIfAbsent(bot, _ -> new LongAdder()).increment();
  }

  long soFar(String bot) {
    var count = counts.get(bot);
    return count == null ? 0 : count.sum();
  }
}
