// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.settings.Secret;
import chappe.common.telegram.ApiResult;
import chappe.common.telegram.BotApi;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Telegram over the Bot API, with the bots' tokens and a bound on the calls that each lane has
/// under way: a lane whose calls hang takes no connections from the others. Thread-safe.
final class BoundedTelegram implements Telegram {
  private final BotApi api;
  private final Map<String, Secret> tokens;
  private final Map<Lane, Semaphore> free = new EnumMap<>(Lane.class);
  private final SenderMetrics metrics;
  private final InstantSource clock;
  private final LongSupplier nanos;

  /// @param tokens by the bot's name
  /// @param callsPerLane at least 1
  BoundedTelegram(
      BotApi api,
      Map<String, Secret> tokens,
      int callsPerLane,
      SenderMetrics metrics,
      InstantSource clock,
      LongSupplier nanos) {
    this.api = api;
    this.tokens = Map.copyOf(tokens);
    this.metrics = metrics;
    this.clock = clock;
    this.nanos = nanos;
    for (Lane lane : Lane.values()) {
      free.put(lane, new Semaphore(callsPerLane, true));
    }
  }

  @Override
  public Optional<ApiResult> call(Command command, JsonNode params) throws InterruptedException {
    var token =
        Optional.ofNullable(tokens.get(command.bot()))
            .orElseThrow(() -> new UnsendableException("no_token", missing(command.bot())));
    var permits = Objects.requireNonNull(free.get(command.lane()));
    if (!acquired(permits, command)) {
      return Optional.empty();
    }
    try {
      long start = nanos.getAsLong();
      var result = api.call(token, command.call().method(), params);
      metrics.called(
          command.bot(),
          command.call().method(),
          result,
          Duration.ofNanos(nanos.getAsLong() - start));
      return Optional.of(result);
    } finally {
      permits.release();
    }
  }

  private boolean acquired(Semaphore permits, Command command) throws InterruptedException {
    var left = command.left(clock.instant());
    if (left.isEmpty()) {
      permits.acquire();
      return true;
    }
    return permits.tryAcquire(left.get().toMillis(), TimeUnit.MILLISECONDS);
  }

  private static String missing(String bot) {
    return "this sender has no token for the bot '%s': set it, then send the dead letters again"
        .formatted(bot);
  }
}
