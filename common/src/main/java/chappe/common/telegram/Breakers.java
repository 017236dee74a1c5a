// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.telegram;

import dev.failsafe.CircuitBreaker;
import io.prometheus.client.Gauge;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A circuit breaker for each bot: when Telegram fails again and again, calls are not even tried
/// for a while, which spares it and whoever waits for time-outs. It opens after 5 failures in a row
/// (server errors, no connection, lost answers); after 60 s single calls try it out; two that are
/// answered close it, one that fails opens it again. Whatever Telegram refuses, 429 too, is an
/// answer. Thread-safe.
public final class Breakers {
  /// How long an open breaker stays so, unless told otherwise.
  public static final Duration OPEN = Duration.ofSeconds(60);

  private static final Logger log = LoggerFactory.getLogger(Breakers.class);
  private static final int FAILURES = 5;
  private static final int SUCCESSES = 2;

  /// While others try it out, a call asks again after so long.
  private static final Duration TRIED_OUT = Duration.ofMillis(500);

  private final ConcurrentMap<String, CircuitBreaker<ApiResult>> breakers =
      new ConcurrentHashMap<>();
  private final Gauge states;
  private final Duration open;

  /// @param states a gauge with the labels `bot` and `state`: 1 for the state that a breaker is in
  ///   (`closed`, `open`, `half_open`), 0 for the others
  /// @param open how long an open breaker stays so
  public Breakers(Gauge states, Duration open) {
    this.states = states;
    this.open = open;
  }

  /// Makes a call, unless the bot's breaker is open.
  ///
  /// @return empty where it was not made; [#pause] says when to ask again
  public Optional<ApiResult> call(String bot, Supplier<ApiResult> call) {
    var breaker = of(bot);
    if (!breaker.tryAcquirePermit()) {
      return Optional.empty();
    }
    try {
      var result = call.get();
      breaker.recordResult(result);
      return Optional.of(result);
    } catch (RuntimeException | Error e) {
      breaker.recordFailure();
      throw e;
    }
  }

  /// After how long a call that was not made may be tried again; over zero.
  public Duration pause(String bot) {
    var left = of(bot).getRemainingDelay();
    return left.compareTo(TRIED_OUT) > 0 ? left : TRIED_OUT;
  }

  private CircuitBreaker<ApiResult> of(String bot) {
    return breakers.computeIfAbsent(bot, this::made);
  }

  private CircuitBreaker<ApiResult> made(String bot) {
    state(bot, CircuitBreaker.State.CLOSED);
    return CircuitBreaker.<ApiResult>builder()
        .handleResultIf(Breakers::failed)
        .withFailureThreshold(FAILURES)
        .withDelay(open)
        .withSuccessThreshold(SUCCESSES)
        .onOpen(
            _ -> {
              state(bot, CircuitBreaker.State.OPEN);
              log.atWarn().addKeyValue("bot", bot).log("Telegram fails: calls wait for a while");
            })
        .onHalfOpen(_ -> state(bot, CircuitBreaker.State.HALF_OPEN))
        .onClose(
            _ -> {
              state(bot, CircuitBreaker.State.CLOSED);
              log.atInfo().addKeyValue("bot", bot).log("Telegram answers again");
            })
        .build();
  }

  private void state(String bot, CircuitBreaker.State state) {
    for (CircuitBreaker.State each : CircuitBreaker.State.values()) {
      states.labels(bot, each.name().toLowerCase(Locale.ROOT)).set(each == state ? 1 : 0);
    }
  }

  private static boolean failed(ApiResult result) {
    return switch (result) {
      case ApiResult.ServerError _, ApiResult.Unreachable _, ApiResult.Unknown _ -> true;
      case ApiResult.Sent _,
          ApiResult.RetryAfter _,
          ApiResult.Migrated _,
          ApiResult.Blocked _,
          ApiResult.Rejected _ ->
          false;
    };
  }
}
