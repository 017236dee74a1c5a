// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.webhook;

import chappe.common.settings.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The secrets that open each bot's door: the current one, and during a rotation the one before.
/// Thread-safe; what changes counts from the next request on.
public final class Keys {
  private final Map<String, Pair> pairs = new ConcurrentHashMap<>();
  private final Set<String> previousUsed = ConcurrentHashMap.newKeySet();

  /// The secrets of one bot.
  ///
  /// @param previous still taken while Telegram may send it
  public record Pair(Secret current, Optional<Secret> previous) {}

  /// What a request's secret is.
  enum Verdict {
    NO_SUCH_BOT,
    WRONG,
    CURRENT,
    PREVIOUS
  }

  /// Sets a bot's secrets.
  public void set(String bot, Pair pair) {
    pairs.put(bot, pair);
  }

  /// The current secret.
  ///
  /// @throws java.util.NoSuchElementException for an unknown bot
  public Secret current(String bot) {
    return Optional.ofNullable(pairs.get(bot)).orElseThrow().current;
  }

  /// Whether a request has come with a bot's previous secret since this was last asked.
  public boolean previousWasUsed(String bot) {
    return previousUsed.remove(bot);
  }

  boolean knows(String bot) {
    return pairs.containsKey(bot);
  }

  Verdict verdict(String bot, String candidate) {
    var pair = pairs.get(bot);
    if (pair == null) {
      return Verdict.NO_SUCH_BOT;
    }
    // both are compared, so that the time tells nothing about which one it was
    boolean current = pair.current.matches(candidate);
    boolean previous = pair.previous.filter(it -> it.matches(candidate)).isPresent();
    if (previous && !current) {
      previousUsed.add(bot);
    }
    return current ? Verdict.CURRENT : previous ? Verdict.PREVIOUS : Verdict.WRONG;
  }
}
