// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.chat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The queries that a bot may still answer. Telegram forgets a callback query after some 15 s, and
/// inline, shipping and pre-checkout queries after 10 s. Thread-safe.
public final class OpenQueries {
  private static final Duration CALLBACK = Duration.ofSeconds(15);
  private static final Duration OTHERS = Duration.ofSeconds(10);
  private static final int MAX = 100_000;

  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<String, Instant> ends =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MAX;
        }
      };

  OpenQueries(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /// An id for a new query.
  public String id() {
    return Long.toString(random.nextLong(1L << 55, Long.MAX_VALUE));
  }

  /// A query has gone to the bot.
  ///
  /// @param kind the update's field, `callback_query` for instance
  public synchronized void opened(String kind, String id) {
    ends.put(
        key(kind, id), clock.instant().plus(kind.equals("callback_query") ? CALLBACK : OTHERS));
  }

  /// Whether the bot may still answer; the query stays open, as Telegram takes a second answer.
  public synchronized boolean open(String kind, String id) {
    Instant end = ends.get(key(kind, id));
    return end != null && clock.instant().isBefore(end);
  }

  private static String key(String kind, String id) {
    return kind + ":" + id;
  }
}
