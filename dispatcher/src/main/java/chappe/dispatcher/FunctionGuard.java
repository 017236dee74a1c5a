// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.BadArguments;
import chappe.bot.Cache;
import chappe.bot.Guard;
import chappe.bot.Retry;
import chappe.bot.TimedOut;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.Policy;
import dev.failsafe.RetryPolicy;
import dev.failsafe.Timeout;
import dev.failsafe.TimeoutExceededException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Retry, time-out and cache around a function. Immutable.
///
/// @param kept how long a result is kept
record FunctionGuard(
    String name,
    Cache cache,
    Optional<Retry> retrying,
    Optional<Duration> limit,
    Optional<Duration> kept,
    List<Object> arguments)
    implements Guard {
  private static final Logger log = LoggerFactory.getLogger(FunctionGuard.class);

  static Guard of(String name, Cache cache) {
    return new FunctionGuard(
        name, cache, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }

  @Override
  public Guard retry(int attempts) {
    return retry(new Retry(attempts, Duration.ofSeconds(1)));
  }

  @Override
  public Guard retry(Retry retry) {
    return new FunctionGuard(name, cache, Optional.of(retry), limit, kept, arguments);
  }

  @Override
  public Guard timeout(Duration longest) {
    if (!longest.isPositive()) {
      throw new IllegalArgumentException("a time-out must be over zero");
    }
    return new FunctionGuard(name, cache, retrying, Optional.of(longest), kept, arguments);
  }

  @Override
  public Guard key(Object... all) {
    return new FunctionGuard(name, cache, retrying, limit, kept, Arrays.asList(all));
  }

  @Override
  public Guard cached(Duration life) {
    return new FunctionGuard(name, cache, retrying, limit, Optional.of(life), arguments);
  }

  @Override
  public Guard cached() {
    return cached(BotCache.FOR_EVER);
  }

  @Override
  public <T> T get(Callable<T> function) throws Exception {
    return kept.isPresent()
        ? cache.get("guard:" + name + ":" + arguments, kept.get(), () -> call(function))
        : call(function);
  }

  private <T> T call(Callable<T> function) throws Exception {
    List<Policy<T>> policies = new ArrayList<>();
    retrying.ifPresent(it -> policies.add(policy(it)));
    limit.ifPresent(it -> policies.add(Timeout.<T>builder(it).withInterrupt().build()));
    if (policies.isEmpty()) {
      return function.call();
    }
    try {
      return Failsafe.with(policies).get(function::call);
    } catch (TimeoutExceededException e) {
      throw new TimedOut(name, limit.orElseThrow());
    } catch (FailsafeException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private <T> RetryPolicy<T> policy(Retry retry) {
    var policy =
        RetryPolicy.<T>builder()
            .handleIf(error -> retry.errors().stream().anyMatch(it -> is(error, it)))
            .abortOn(InterruptedException.class, BadArguments.class)
            .withMaxAttempts(retry.attempts())
            .onRetryScheduled(
                event ->
                    log.atWarn()
                        .addKeyValue("function", name)
                        .addKeyValue("attempt", event.getAttemptCount())
                        .addKeyValue("wait_ms", event.getDelay().toMillis())
                        .log(
                            "{} failed in attempt {}; the next is in {} ms",
                            name,
                            event.getAttemptCount(),
                            event.getDelay().toMillis()));
    if (retry.byBase()) {
      policy.withDelayFn(
          context -> {
            var wait = retry.base().multipliedBy(context.getAttemptCount());
            return wait.compareTo(retry.most()) < 0 ? wait : retry.most();
          });
    } else if (retry.most().compareTo(retry.base()) > 0) {
      policy.withBackoff(retry.base(), retry.most());
    } else {
      policy.withDelay(retry.base());
    }
    return policy.withJitter(retry.jitter()).build();
  }

  private static boolean is(Throwable error, Class<? extends Exception> type) {
    return error instanceof TimeoutExceededException
        ? type.isAssignableFrom(TimedOut.class)
        : type.isInstance(error);
  }
}
