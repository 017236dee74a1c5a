// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.consumer.Arrivals;
import chappe.common.consumer.OutOfTurn;
import chappe.common.consumer.Received;
import chappe.common.record.Topic;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;

/// How many commands of bulk each chat has yet before it: what tells whose line must be begun
/// first. A guess: records of a lost partition stay counted until their chat is forgotten.
/// Thread-safe.
final class Backlog implements Arrivals {
  private static final int CHATS = 200_000;

  private final Map<String, Integer> chats =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > CHATS;
        }
      };

  @Override
  public boolean concern(String topic, Headers headers) {
    return topic.equals(Topic.OUTBOUND_BULK.topicName());
  }

  @Override
  public void arrived(Received received, OutOfTurn outOfTurn) {
    add(received.key(), 1);
  }

  /// One of them has come to its end.
  void ended(String key) {
    add(key, -1);
  }

  private synchronized void add(String key, int count) {
    chats.merge(key, count, (one, other) -> one + other == 0 ? null : one + other);
  }

  /// How many come after the one whose turn it is.
  synchronized int behind(String key) {
    return Math.max(0, chats.getOrDefault(key, 1) - 1);
  }
}
