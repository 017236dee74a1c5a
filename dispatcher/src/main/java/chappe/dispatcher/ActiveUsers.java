// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjLongConsumer;

/// Who used which bot within the last [#WINDOW]. Thread-safe.
final class ActiveUsers {
  static final Duration WINDOW = Duration.ofMinutes(5);

  private final InstantSource clock;
  private final Map<String, Map<Long, Instant>> lastSeen = new ConcurrentHashMap<>();

  ActiveUsers(InstantSource clock) {
    this.clock = clock;
  }

  void seen(String bot, long user) {
    lastSeen.computeIfAbsent(bot, _ -> new ConcurrentHashMap<>()).put(user, clock.instant());
  }

  /// Tells how many users each bot has had, and forgets the others.
  void count(ObjLongConsumer<String> counts) {
    var since = clock.instant().minus(WINDOW);
    lastSeen.forEach(
        (bot, users) -> {
          users.values().removeIf(last -> !last.isAfter(since));
          counts.accept(bot, users.size());
        });
  }
}
