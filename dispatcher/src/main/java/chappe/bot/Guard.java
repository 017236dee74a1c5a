// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.time.Duration;
import java.util.concurrent.Callable;

/// Retry, time-out and cache around any function, whatever it calls:
///
/// ```java
/// User user = context.guard("fetch-user").key(id)
///     .retry(3).timeout(Duration.ofSeconds(10)).cached(Duration.ofMinutes(5))
///     .get(() -> directory.fetch(id));
/// ```
///
/// Around the function stands the time-out of each attempt, around that the retries, around all the
/// cache. Immutable: each method gives another guard. What is cached is seen by all handlers of
/// this bot in this process, under the guard's name and key.
public interface Guard {
  /// Tries again, as [Retry#Retry(int, Duration)] does, with a base of one second.
  ///
  /// @param attempts in all
  Guard retry(int attempts);

  Guard retry(Retry retry);

  /// Interrupts an attempt that takes longer, with [TimedOut].
  ///
  /// @param limit over zero
  Guard timeout(Duration limit);

  /// What the result depends on, for the cache: two calls with equal arguments share one.
  Guard key(Object... arguments);

  /// Keeps a result.
  ///
  /// @param kept over zero
  Guard cached(Duration kept);

  /// Keeps a result for the process's life, among the 10,000 that were used last.
  Guard cached();

  /// Calls the function on this thread, or takes the result that is kept; at most one call at a
  /// time for each key where results are kept.
  ///
  /// @param function does not return null
  /// @throws TimedOut where the last attempt took too long
  /// @throws Exception what the last attempt threw
  <T> T get(Callable<T> function) throws Exception;
}
