// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.sender;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The shortest time in which a list of messages can be sent under our own rules: so many a second
/// over all, and each chat at its own pace. At every slot goes, of the chats that may, the one that
/// needs the longest for what it has left. Pure.
final class Optimum {
  private Optimum() {}

  /// What one chat is to get.
  ///
  /// @param every seconds between two messages
  record Chat(int messages, double every) {}

  private static final class Line {
    int left;
    final double every;
    double free;

    Line(Chat chat) {
      left = chat.messages();
      every = chat.every();
    }

    double needs() {
      return left * every;
    }
  }

  /// Seconds from the first to the last message.
  static double seconds(List<Chat> chats, int rate) {
    var may = new PriorityQueue<Line>(Comparator.comparingDouble(Line::needs).reversed());
    var waiting = new PriorityQueue<Line>(Comparator.comparingDouble(it -> it.free));
    chats.stream().filter(it -> it.messages() > 0).map(Line::new).forEach(may::add);
    double slot = 0;
    double last = 0;
    while (!may.isEmpty() || !waiting.isEmpty()) {
      while (!waiting.isEmpty() && waiting.peek().free <= slot + 1e-9) {
        may.add(waiting.remove());
      }
      if (may.isEmpty()) {
        slot = waiting.element().free;
        continue;
      }
      var next = may.remove();
      last = slot;
      next.left--;
      next.free = slot + next.every;
      if (next.left > 0) {
        waiting.add(next);
      }
      slot += 1.0 / rate;
    }
    return last;
  }
}
