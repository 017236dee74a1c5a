// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Limit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// The limits of a line in memory, by its own time. For one thread.
final class MemoryLimits implements Limits {
  private final LongSupplier nanos;
  private final Map<String, Deque<Long>> windows = new HashMap<>();
  private final Map<String, Bucket> buckets = new HashMap<>();

  private static final class Bucket {
    private double tokens;
    private long at;
    private long toldUntil;

    private Bucket(double tokens, long at) {
      this.tokens = tokens;
      this.at = at;
      this.toldUntil = at;
    }
  }

  MemoryLimits(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public Limit of(String bot, String key) {
    return new Limit() {
      @Override
      public boolean allow(int most, Duration window) {
        Limits.check(1, most, window);
        long now = nanos.getAsLong();
        var times = windows.computeIfAbsent(bot + ":" + key, _ -> new ArrayDeque<>());
        times.removeIf(it -> now - it >= window.toNanos());
        return times.size() < most && times.add(now);
      }

      @Override
      public Taken take(int cost, int most, Duration window) {
        Limits.check(cost, most, window);
        long now = nanos.getAsLong();
        var bucket = buckets.computeIfAbsent(bot + ":" + key, _ -> new Bucket(most, now));
        double refill = (double) most * (now - bucket.at) / window.toNanos();
        bucket.tokens = Math.min(most, bucket.tokens + refill);
        bucket.at = now;
        if (bucket.tokens >= cost) {
          bucket.tokens -= cost;
          return Taken.ALLOWED;
        }
        if (now < bucket.toldUntil) {
          return Taken.REFUSED_AGAIN;
        }
        bucket.toldUntil = now + window.toNanos();
        return Taken.REFUSED;
      }
    };
  }
}
