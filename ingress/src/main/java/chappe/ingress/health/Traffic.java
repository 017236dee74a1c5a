// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.health;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// What each bot's webhook went through in the last five minutes. Errors are answers of 5xx and
/// dead letters; strangers count as nothing. Thread-safe.
public final class Traffic {
  private static final double DEGRADED = 0.05;
  private static final int MINUTE = 60;

  private final InstantSource clock;
  private final LongSupplier nanos;
  private final long start;
  private final Map<String, Bot> bots = new LinkedHashMap<>();

  private static final class Bot {
    private final Window window = new Window();
    private Optional<Instant> last = Optional.empty();
  }

  /// @param bots the names of all bots
  /// @param clock the wall clock of `last_request`
  /// @param nanos a monotonic clock in nanoseconds
  public Traffic(Collection<String> bots, InstantSource clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
    bots.forEach(it -> this.bots.put(it, new Bot()));
  }

  /// Counts an answered request of whoever knew the secret; unknown bots are left out.
  public void add(String name, boolean error) {
    var bot = bots.get(name);
    if (bot == null) {
      return;
    }
    var now = clock.instant();
    synchronized (bot) {
      bot.window.add(second(), error);
      bot.last = Optional.of(now);
    }
  }

  /// One object per bot: `status`, `requests_per_minute`, `error_rate`, `last_request`.
  public JsonNode json() {
    var all = Json.object();
    bots.forEach((name, bot) -> all.set(name, json(bot)));
    return all;
  }

  private JsonNode json(Bot bot) {
    synchronized (bot) {
      long now = second();
      double rate = bot.window.of(now, Window.SECONDS).errorRate();
      return Json.object()
          .put("status", rate < DEGRADED ? "healthy" : "degraded")
          .put("requests_per_minute", bot.window.of(now, MINUTE).requests())
          .put("error_rate", rate)
          .put("last_request", bot.last.map(Instant::toString).orElse(null));
    }
  }

  /// From 1 on: a slot that was never used says 0.
  private long second() {
    return 1 + TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong() - start);
  }
}
