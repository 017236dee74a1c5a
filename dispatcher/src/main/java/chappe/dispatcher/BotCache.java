// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Cache;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/// What one bot keeps in memory. Thread-safe.
final class BotCache implements Cache {
  static final Duration FOR_EVER = Duration.ofDays(36_500);
  private static final int MOST = 10_000;

  private final AsyncCache<String, Kept> values;

  private record Kept(Object value, Duration life) {}

  /// Told to those who wait. It never stands in the cache, which would log the error with its
  /// message, and that may quote a person.
  private record Failed(Throwable error) {}

  /// @param nanos a monotonic clock
  BotCache(LongSupplier nanos) {
    values =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .ticker(nanos::getAsLong)
            .expireAfter(Expiry.<String, Kept>writing((_, kept) -> kept.life))
            .buildAsync();
  }

  @Override
  public <T> Optional<T> get(String key, Class<T> type) {
    var present = values.getIfPresent(key);
    // What is being made is not there yet.
    return present == null || !present.isDone() || present.join().value instanceof Failed
        ? Optional.empty()
        : Optional.of(type.cast(present.join().value));
  }

  @Override
  @SuppressWarnings("unchecked") // as the one who made it under this key asked for it
  public <T> T get(String key, Duration kept, Callable<T> make) throws Exception {
    check(kept);
    while (true) {
      var mine = new CompletableFuture<Kept>();
      var present = values.asMap().putIfAbsent(key, mine);
      if (present == null) {
        return make(key, mine, kept, make);
      }
      var value = present.get().value;
      if (!(value instanceof Failed failed)) {
        return (T) value;
      }
      switch (failed.error) {
        // One who was interrupted has made nothing, and says nothing of what is to be made.
        case InterruptedException _ -> {}
        case Exception e -> throw e;
        case Error e -> throw e;
        default -> throw new IllegalStateException(failed.error);
      }
    }
  }

  @Override
  public void put(String key, Object value, Duration kept) {
    check(kept);
    values.put(key, CompletableFuture.completedFuture(new Kept(value, kept)));
  }

  @Override
  public void remove(String key) {
    values.asMap().remove(key);
  }

  private <T> T make(String key, CompletableFuture<Kept> mine, Duration kept, Callable<T> make)
      throws Exception {
    try {
      T value = Objects.requireNonNull(make.call(), "what is to be kept must not be null");
      mine.complete(new Kept(value, kept));
      return value;
    } catch (Throwable e) {
      values.asMap().remove(key, mine);
      mine.complete(new Kept(new Failed(e), kept));
      throw e;
    }
  }

  private static void check(Duration kept) {
    if (!kept.isPositive()) {
      throw new IllegalArgumentException("what is kept must be kept for over zero");
    }
  }
}
