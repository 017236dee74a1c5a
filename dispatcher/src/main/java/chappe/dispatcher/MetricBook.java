// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.BotMetrics;
import chappe.bot.MetricSummary;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One bot's own figures. Thread-safe.
final class MetricBook implements BotMetrics {
  static final int MOST_NAMES = 200;
  private static final int LONGEST_NAME = 64;
  private static final String TIMER = ".duration_ms";
  private static final Pattern FOREIGN = Pattern.compile("[^a-z0-9_]");
  private static final Logger log = LoggerFactory.getLogger(MetricBook.class);

  private final String bot;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Map<String, Recorded> recorded = new ConcurrentHashMap<>();
  private final Map<String, MetricTags> counted = new ConcurrentHashMap<>();
  private final AtomicBoolean full = new AtomicBoolean();

  /// @param name as it was first written
  record Recorded(String name, MetricValues values, MetricTags tags) {}

  /// @param nanos a monotonic clock
  MetricBook(String bot, InstantSource clock, LongSupplier nanos) {
    this.bot = bot;
    this.clock = clock;
    this.nanos = nanos;
  }

  @Override
  public void record(String name, double value, Map<String, String> tags) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("'" + name + "' cannot be " + value);
    }
    var key = key(name);
    var checked = MetricTags.checked(tags);
    if (hasRoom(recorded, key)) {
      var figure =
          recorded.computeIfAbsent(
              key, _ -> new Recorded(name, new MetricValues(), new MetricTags()));
      figure.values().add(clock.millis(), value);
      figure.tags().add(checked, value);
    }
  }

  @Override
  public void count(String name, double amount, Map<String, String> tags) {
    if (!(amount >= 0 && Double.isFinite(amount))) {
      throw new IllegalArgumentException("'" + name + "' cannot be counted up by " + amount);
    }
    var key = key(name);
    var checked = MetricTags.checked(tags);
    if (hasRoom(counted, key)) {
      counted.computeIfAbsent(key, _ -> new MetricTags()).add(checked, amount);
    }
  }

  @Override
  public <T> T time(String name, Callable<T> work) throws Exception {
    long start = nanos.getAsLong();
    Map<String, String> tags = Map.of("success", "true");
    try {
      return work.call();
    } catch (Exception | Error e) {
      tags = Map.of("success", "false", "error_type", e.getClass().getSimpleName());
      throw e;
    } finally {
      record(timer(name), (nanos.getAsLong() - start) / 1e6, tags);
    }
  }

  @Override
  public double counted(String name) {
    return Optional.ofNullable(counted.get(key(name))).map(MetricTags::sum).orElse(0.0);
  }

  @Override
  public double average(String name, Duration last) {
    if (!last.isPositive()) {
      throw new IllegalArgumentException("an average needs a time over zero");
    }
    return values(name).map(it -> it.average(clock.millis(), last)).orElse(0.0);
  }

  @Override
  public double percentile(String name, double percent) {
    if (!(percent > 0 && percent <= 100)) {
      throw new IllegalArgumentException("a percentile is over 0 and at most 100");
    }
    return values(name).map(it -> it.percentile(clock.millis(), percent)).orElse(0.0);
  }

  @Override
  public MetricSummary summary(String name) {
    return values(name).map(it -> it.summary(clock.millis())).orElse(new MetricSummary(0, 0, 0, 0));
  }

  @Override
  public Map<String, MetricSummary> summaries() {
    Map<String, MetricSummary> all = new TreeMap<>();
    recorded
        .values()
        .forEach(
            it -> {
              var summary = it.values().summary(clock.millis());
              if (summary.count() > 0) {
                all.put(it.name(), summary);
              }
            });
    return Collections.unmodifiableMap(all);
  }

  /// All that was recorded, by the names that Prometheus knows.
  void forEachRecorded(BiConsumer<String, Recorded> action) {
    recorded.forEach(action);
  }

  /// All that was counted, by the names that Prometheus knows.
  void forEachCounted(BiConsumer<String, MetricTags> action) {
    counted.forEach(action);
  }

  double percentileOf(Recorded figure, double percent) {
    return figure.values().percentile(clock.millis(), percent);
  }

  private Optional<MetricValues> values(String name) {
    return Optional.ofNullable(recorded.get(key(name))).map(Recorded::values);
  }

  private boolean hasRoom(Map<String, ?> figures, String key) {
    if (figures.containsKey(key) || recorded.size() + counted.size() < MOST_NAMES) {
      return true;
    }
    if (full.compareAndSet(false, true)) {
      log.warn(
          "the bot '{}' has more than {} names of metrics; new ones are dropped", bot, MOST_NAMES);
    }
    return false;
  }

  private static String timer(String name) {
    return name.substring(0, Math.min(name.length(), LONGEST_NAME - TIMER.length())) + TIMER;
  }

  private static String key(String name) {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "the name of a metric has 1 to %d characters".formatted(LONGEST_NAME));
    }
    return FOREIGN.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("_");
  }
}
