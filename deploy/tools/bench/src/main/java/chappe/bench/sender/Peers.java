// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.sender;

import chappe.bench.Figure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RScript;
import org.redisson.api.RateType;
import org.redisson.client.codec.StringCodec;

/// Other limiters with many waiters at 30 a second: Redisson's own, and one that reckons like ours
/// but lets everybody ask for himself.
final class Peers {
  private static final int WAITERS = 256;
  private static final int RATE = 30;
  private static final Duration TIME = Duration.ofSeconds(8);

  private static final String GCRA =
      """
      local clock = redis.call('TIME')
      local now = clock[1] * 1000000 + clock[2]
      local time = tonumber(redis.call('GET', KEYS[1]) or 0)
      if time > now then return time - now end
      redis.call('SET', KEYS[1], string.format('%.0f', now + tonumber(ARGV[1])), 'PX', 60000)
      return 0
      """;

  private final RedisServer redis;
  private final LongSupplier nanos;
  private @Nullable Double redisson;
  private double gcra;

  Peers(RedisServer redis, LongSupplier nanos) {
    this.redis = redis;
    this.nanos = nanos;
  }

  /// One wait for a grant.
  private interface Ask {
    /// @return microseconds after which to ask again, 0 where it was granted
    long ask();
  }

  /// The figure with both beside it; they are measured the first time.
  Figure beside(Figure figure, double ours) throws InterruptedException {
    var known = redisson;
    if (known == null) {
      known = redisson();
      gcra = perGrant(this::gcra);
      redisson = known;
    }
    return new Figure(
            figure.bench(),
            figure.name(),
            figure.value(),
            figure.unit(),
            Optional.of(new Figure.Reference("RRateLimiter", known, ours / known)),
            figure.more())
        .with("naive_gcra", gcra);
  }

  private double redisson() throws InterruptedException {
    var limiter = redis.client().getRateLimiter("bench:rate");
    var _ = limiter.delete();
    var _ = limiter.trySetRate(RateType.OVERALL, RATE, Duration.ofSeconds(1));
    // it waits by itself, asking again as it sees fit
    return perGrant(() -> limiter.tryAcquire(1, Duration.ofMillis(500)) ? 0 : 1);
  }

  private long gcra() {
    Long wait =
        redis
            .client()
            .getScript(StringCodec.INSTANCE)
            .eval(
                RScript.Mode.READ_WRITE,
                GCRA,
                RScript.ReturnType.LONG,
                List.of("bench:gcra"),
                Integer.toString(1_000_000 / RATE));
    return wait;
  }

  private double perGrant(Ask ask) throws InterruptedException {
    var granted = new AtomicLong();
    long before = redis.evaluations();
    long end = nanos.getAsLong() + TIME.toNanos();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < WAITERS; i++) {
        var _ =
            threads.submit(
                () -> {
                  while (nanos.getAsLong() - end < 0) {
                    long wait = ask.ask();
                    if (wait == 0) {
                      granted.incrementAndGet();
                    } else {
                      Waiter.pause(Duration.ofNanos(wait * 1_000));
                    }
                  }
                  return true;
                });
      }
    }
    return (double) (redis.evaluations() - before) / Math.max(1, granted.get());
  }
}
