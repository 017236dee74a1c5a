// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// One bot's inline queries with their answers, and the messages that were made of its results.
/// Thread-safe; only [#await] waits.
public final class InlineBook {
  private static final int MAX = 10_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition answered = lock.newCondition();
  private final LinkedHashMap<String, Query> queries = new LinkedHashMap<>();
  private final Map<String, ObjectNode> answers = new HashMap<>();
  private final Map<String, Place> places = Bounded.map(MAX);
  private final Map<Place, String> ids = Bounded.map(MAX);

  /// A question.
  ///
  /// @param id the query's
  /// @param from who types
  /// @param text what is typed
  public record Query(String id, long from, String text) {}

  public void asked(Query query) {
    lock.lock();
    try {
      queries.put(query.id(), query);
      if (queries.size() > MAX) {
        answers.remove(queries.pollFirstEntry().getKey());
      }
    } finally {
      lock.unlock();
    }
  }

  /// The bot answers; a query that nobody asked is passed over.
  public void answer(String id, ObjectNode answer) {
    lock.lock();
    try {
      if (queries.containsKey(id)) {
        answers.put(id, answer.deepCopy());
        answered.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  public Optional<Query> query(String id) {
    lock.lock();
    try {
      return Optional.ofNullable(queries.get(id));
    } finally {
      lock.unlock();
    }
  }

  /// The answer as soon as there is one; none where the time is over.
  ///
  /// @throws InterruptedException where the wait is interrupted
  public Optional<ObjectNode> await(String id, Duration timeout) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = timeout.toNanos();
      while (!answers.containsKey(id) && left > 0) {
        left = answered.awaitNanos(left);
      }
      return Optional.ofNullable(answers.get(id)).map(ObjectNode::deepCopy);
    } finally {
      lock.unlock();
    }
  }

  /// A message was made of a result; the bot knows it by this id only.
  public void placed(String inlineId, Place place) {
    places.put(inlineId, place);
    ids.put(place, inlineId);
  }

  public Optional<Place> place(String inlineId) {
    return Optional.ofNullable(places.get(inlineId));
  }

  /// The inline id of a message, none for one that the bot sent itself.
  public Optional<String> inlineId(Place place) {
    return Optional.ofNullable(ids.get(place));
  }
}
