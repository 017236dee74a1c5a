// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.json.Json;
import chappe.common.settings.Secret;
import chappe.common.telegram.ApiResult;
import chappe.common.telegram.BotApi;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// A bot's name at Telegram, asked for when it is first needed: where a command names a bot
/// (`/help@some_bot`), only the name tells whether this bot is meant. Kept once known; where
/// Telegram does not answer, it counts as not known for a while. Thread-safe; blocks while asking.
final class Username implements Supplier<String> {
  static final Duration PATIENCE = Duration.ofMinutes(1);

  // A handler waits for it, once.
  private static final Duration GET_ME = Duration.ofSeconds(3);

  private final Ask ask;
  private final InstantSource clock;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Optional<String> known = Optional.empty();
  private Instant notBefore = Instant.MIN;

  /// Calls `getMe`.
  @FunctionalInterface
  interface Ask {
    ApiResult getMe() throws InterruptedException;
  }

  Username(Ask ask, InstantSource clock) {
    this.ask = ask;
    this.clock = clock;
  }

  /// The name of the bot with a token; without one, a name that is never known.
  static Supplier<String> of(Optional<Secret> token, BotApi api, InstantSource clock) {
    return token
        .<Supplier<String>>map(
            it -> new Username(() -> api.call(it, "getMe", Json.object(), GET_ME), clock))
        .orElse(() -> "");
  }

  /// The name without `@`; empty where it is not known.
  @Override
  public String get() {
    if (known.isEmpty()) {
      learn();
    }
    return known.orElse("");
  }

  private void learn() {
    asking.lock();
    try {
      if (known.isEmpty() && !clock.instant().isBefore(notBefore)) {
        known = read(ask.getMe());
        notBefore = clock.instant().plus(PATIENCE);
      }
    } catch (InterruptedException _) {
      // The dispatcher stops: whatever waits next in this handler is to notice.
      Thread.currentThread().interrupt();
    } finally {
      asking.unlock();
    }
  }

  private static Optional<String> read(ApiResult answer) {
    return answer instanceof ApiResult.Sent sent
        ? Optional.of(sent.result().path("username").asText("")).filter(it -> !it.isEmpty())
        : Optional.empty();
  }
}
