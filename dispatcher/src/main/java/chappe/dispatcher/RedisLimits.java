// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Limit;
import chappe.common.metrics.Metrics;
import chappe.common.redis.Redis;
import io.prometheus.client.Counter;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RScript;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts in Redis how often something happens, by Redis's clock, each time in one script. Where
/// Redis is away everything is allowed, and for a moment it is not asked again. Thread-safe; blocks
/// for a moment.
final class RedisLimits implements Limits {
  private static final Logger log = LoggerFactory.getLogger(RedisLimits.class);

  private static final long COOL_DOWN_NANOS = Duration.ofSeconds(2).toNanos();

  /// A sorted set of the times within the window, in microseconds.
  private static final String WINDOW =
      """
      local time = redis.call('TIME')
      local now = time[1] * 1000000 + time[2]
      local window = tonumber(ARGV[2])
      redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - window))
      if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[1]) then return 0 end
      redis.call('ZADD', KEYS[1], string.format('%.0f', now), string.format('%.0f', now) .. ARGV[3])
      redis.call('PEXPIRE', KEYS[1], math.ceil(window / 1000))
      return 1
      """;

  /// The tokens left at a time, and when somebody was last told that there are too few.
  private static final String BUCKET =
      """
      local time = redis.call('TIME')
      local now = time[1] * 1000000 + time[2]
      local most, window, cost = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
      local known = redis.call('HMGET', KEYS[1], 'tokens', 'at', 'told')
      local tokens, at = tonumber(known[1] or most), tonumber(known[2] or now)
      tokens = math.min(most, tokens + math.max(0, now - at) * most / window)
      local answer = 1
      if tokens >= cost then
        tokens = tokens - cost
      elseif known[3] and now - tonumber(known[3]) < window then
        answer = 3
      else
        answer = 2
        redis.call('HSET', KEYS[1], 'told', string.format('%.0f', now))
      end
      redis.call('HSET', KEYS[1], 'tokens', string.format('%.9f', tokens), 'at', string.format('%.0f', now))
      redis.call('PEXPIRE', KEYS[1], math.ceil(window / 1000))
      return answer
      """;

  private final @Nullable Redis redis;
  private final LongSupplier nanos;
  private final Counter away;
  private final AtomicLong notBefore;

  /// @param redis null where there is none
  /// @param nanos a monotonic clock
  RedisLimits(@Nullable Redis redis, LongSupplier nanos, Metrics metrics) {
    this.redis = redis;
    this.nanos = nanos;
    this.notBefore = new AtomicLong(nanos.getAsLong());
    away =
        metrics.counter(
            "chappe_dispatcher_limits_away_total", "calls that were allowed since Redis was away");
  }

  @Override
  public Limit of(String bot, String key) {
    var whole = "chappe:limit:" + bot + ":" + key;
    return new Limit() {
      @Override
      public boolean allow(int most, Duration window) {
        Limits.check(1, most, window);
        return run(
                    WINDOW,
                    whole + ":window",
                    Integer.toString(most),
                    Long.toString(micros(window)),
                    ":" + Long.toHexString(ThreadLocalRandom.current().nextLong()))
                .orElse(1)
            == 1;
      }

      @Override
      public Taken take(int cost, int most, Duration window) {
        Limits.check(cost, most, window);
        long answer =
            run(
                    BUCKET,
                    whole + ":bucket",
                    Integer.toString(most),
                    Long.toString(micros(window)),
                    Integer.toString(cost))
                .orElse(1);
        return answer == 1 ? Taken.ALLOWED : answer == 2 ? Taken.REFUSED : Taken.REFUSED_AGAIN;
      }
    };
  }

  private OptionalLong run(String script, String key, String... values) {
    if (redis == null || nanos.getAsLong() - notBefore.get() < 0) {
      away.inc();
      return OptionalLong.empty();
    }
    try {
      Long answer =
          redis
              .client()
              .getScript()
              .eval(
                  RScript.Mode.READ_WRITE,
                  script,
                  RScript.ReturnType.LONG,
                  List.of(key),
                  (Object[]) values);
      return OptionalLong.of(answer);
    } catch (RedisException e) {
      notBefore.set(nanos.getAsLong() + COOL_DOWN_NANOS);
      away.inc();
      log.atWarn()
          .addKeyValue("error_type", e.getClass().getName())
          .log("Redis is away: nothing is limited");
      return OptionalLong.empty();
    }
  }

  private static long micros(Duration window) {
    return Math.max(1, window.toNanos() / 1_000);
  }
}
