// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// Books in this process's memory, for a sender that is the only one and has no Redis: limits are
/// kept, marks die with it. Thread-safe; never blocks.
final class MemoryBooks implements Books {
  private final Map<String, BotBooks> bots = new HashMap<>();
  private final LongSupplier micros;

  /// @param micros a clock that never goes back
  MemoryBooks(LongSupplier micros) {
    this.micros = micros;
  }

  private BotBooks of(String bot) {
    return bots.computeIfAbsent(bot, _ -> new BotBooks());
  }

  @Override
  public synchronized Answers reserve(Batch batch) {
    return of(batch.bot()).answer(batch, micros.getAsLong());
  }

  @Override
  public synchronized void done(String bot, Map<String, String> results) {
    results.forEach(of(bot)::done);
  }

  @Override
  public synchronized void free(String bot, String id) {
    of(bot).free(id);
  }

  @Override
  public synchronized void pause(String bot, String chat, Duration time) {
    long now = micros.getAsLong();
    of(bot).pause(chat, now + time.toNanos() / 1_000, now);
  }

  @Override
  public synchronized void parked(String bot, String chat, Rank rank, boolean whether) {
    of(bot).parked(chat, rank, whether);
  }

  @Override
  public void close() {}
}
