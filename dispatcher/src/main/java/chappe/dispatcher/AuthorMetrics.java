// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.MetricSummary;
import chappe.common.json.Json;
import chappe.common.metrics.Metrics;
import io.javalin.config.RoutesConfig;
import io.prometheus.client.Collector;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// The own figures of all bots, and how Prometheus and people see them. Thread-safe.
final class AuthorMetrics extends Collector {
  private static final String PREFIX = "bot_own_";
  private static final List<Double> QUANTILES = List.of(0.5, 0.95, 0.99);

  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Map<String, MetricBook> books = new ConcurrentHashMap<>();

  /// @param nanos a monotonic clock
  AuthorMetrics(InstantSource clock, LongSupplier nanos, Metrics metrics) {
    this.clock = clock;
    this.nanos = nanos;
    metrics.registry().register(this);
  }

  MetricBook of(String bot) {
    return books.computeIfAbsent(bot, name -> new MetricBook(name, clock, nanos));
  }

  /// The summaries by bot and name.
  Map<String, Map<String, MetricSummary>> summaries() {
    Map<String, Map<String, MetricSummary>> all = new TreeMap<>();
    books.forEach((bot, book) -> all.put(bot, book.summaries()));
    return all;
  }

  /// `GET /metrics/summary`.
  void routes(RoutesConfig routes) {
    routes.get(
        "/metrics/summary",
        it -> it.contentType("application/json").result(Json.bytes(summaries())));
  }

  @Override
  public List<MetricFamilySamples> collect() {
    Map<String, List<MetricFamilySamples.Sample>> recorded = new TreeMap<>();
    Map<String, List<MetricFamilySamples.Sample>> counted = new TreeMap<>();
    books.forEach(
        (bot, book) -> {
          book.forEachRecorded(
              (key, figure) -> {
                var samples = recorded.computeIfAbsent(PREFIX + key, _ -> new ArrayList<>());
                summary(PREFIX + key, bot, book, figure, samples);
              });
          book.forEachCounted(
              (key, tags) -> {
                var samples = counted.computeIfAbsent(PREFIX + key, _ -> new ArrayList<>());
                tags.forEach(
                    (set, total) ->
                        samples.add(sample(PREFIX + key + "_total", bot, set, total.sum())));
              });
        });
    List<MetricFamilySamples> families = new ArrayList<>();
    recorded.forEach(
        (name, samples) ->
            families.add(
                new MetricFamilySamples(
                    name, Type.SUMMARY, "recorded by the bot; quantiles of an hour", samples)));
    counted.forEach(
        (name, samples) ->
            families.add(
                new MetricFamilySamples(name, Type.COUNTER, "counted by the bot", samples)));
    return families;
  }

  private static void summary(
      String name,
      String bot,
      MetricBook book,
      MetricBook.Recorded figure,
      List<MetricFamilySamples.Sample> samples) {
    for (double quantile : QUANTILES) {
      samples.add(
          sample(
              name,
              bot,
              Map.of("quantile", doubleToGoString(quantile)),
              book.percentileOf(figure, quantile * 100)));
    }
    figure
        .tags()
        .forEach(
            (set, total) -> {
              samples.add(sample(name + "_count", bot, set, (double) total.count()));
              samples.add(sample(name + "_sum", bot, set, total.sum()));
            });
  }

  private static MetricFamilySamples.Sample sample(
      String name, String bot, Map<String, String> tags, double value) {
    List<String> labels = new ArrayList<>(List.of("bot"));
    List<String> values = new ArrayList<>(List.of(bot));
    tags.forEach(
        (label, text) -> {
          labels.add(label);
          values.add(text);
        });
    return new MetricFamilySamples.Sample(name, labels, values, value);
  }
}
