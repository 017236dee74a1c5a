// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.settings.Secret;
import chappe.common.telegram.ApiResult;
import chappe.common.telegram.BotApi;
import chappe.common.telegram.Breakers;
import chappe.common.telegram.FilePart;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Telegram over the Bot API, with the bots' tokens and breakers, the commands' files, and a bound
/// on the calls that each lane has under way: a lane whose calls hang takes no connections from the
/// others. Thread-safe.
final class BoundedTelegram implements Telegram {
  private static final Duration AWAY = Duration.ofSeconds(2);

  private static final ApiResult GONE =
      new ApiResult.Rejected(410, "Gone: the bytes of a file are kept for a day at most");

  private final BotApi api;
  private final Breakers breakers;
  private final Files files;
  private final Map<String, Secret> tokens;
  private final Map<Lane, Semaphore> free = new EnumMap<>(Lane.class);
  private final SenderMetrics metrics;
  private final InstantSource clock;
  private final LongSupplier nanos;

  /// @param wall for deadlines
  /// @param nanos a monotonic clock
  record Clocks(InstantSource wall, LongSupplier nanos) {}

  /// @param tokens by the bot's name
  /// @param callsPerLane at least 1
  BoundedTelegram(
      BotApi api,
      Breakers breakers,
      Files files,
      Map<String, Secret> tokens,
      int callsPerLane,
      SenderMetrics metrics,
      Clocks clocks) {
    this.api = api;
    this.breakers = breakers;
    this.files = files;
    this.tokens = Map.copyOf(tokens);
    this.metrics = metrics;
    this.clock = clocks.wall();
    this.nanos = clocks.nanos();
    for (Lane lane : Lane.values()) {
      free.put(lane, new Semaphore(callsPerLane, true));
    }
  }

  @Override
  public Reply call(Command command, JsonNode params) throws InterruptedException {
    return call(command, params, () -> true)
        .orElseThrow(() -> new IllegalStateException("it was let go"));
  }

  /// The same, but asks once more just before the bytes leave.
  ///
  /// @return empty where it was not let go
  Optional<Reply> call(Command command, JsonNode params, BooleanSupplier leaves)
      throws InterruptedException {
    var token =
        Optional.ofNullable(tokens.get(command.bot()))
            .orElseThrow(() -> new UnsendableException("no_token", missing(command.bot())));
    var permits = Objects.requireNonNull(free.get(command.lane()));
    if (!acquired(permits, command)) {
      return Optional.of(new Reply.Expired());
    }
    try {
      return switch (files.of(command)) {
        case Files.Found.All(var parts) ->
            leaves.getAsBoolean()
                ? Optional.of(call(command, token, params, parts))
                : Optional.empty();
        case Files.Found.Gone() -> Optional.of(new Reply.Answered(GONE));
        case Files.Found.Away() -> Optional.of(new Reply.Held(AWAY, "database_away"));
      };
    } finally {
      permits.release();
    }
  }

  private Reply call(Command command, Secret token, JsonNode params, List<FilePart> parts) {
    return breakers
        .call(command.bot(), () -> measured(command, token, params, parts))
        .<Reply>map(Reply.Answered::new)
        .orElseGet(() -> new Reply.Held(breakers.pause(command.bot()), "breaker_open"));
  }

  private ApiResult measured(Command command, Secret token, JsonNode params, List<FilePart> parts) {
    var method = command.call().method();
    long start = nanos.getAsLong();
    var result = api.call(token, method, params, parts);
    metrics.called(command.bot(), method, result, Duration.ofNanos(nanos.getAsLong() - start));
    return result;
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
