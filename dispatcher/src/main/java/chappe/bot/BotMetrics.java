// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

/// The bot's own figures. They are counted at once, also in an attempt that fails afterwards, and
/// so more than once where an update is handled again; they are of this instance and end with it.
///
/// Each figure has a name of 1 to 64 characters. For Prometheus it becomes `bot_own_{name}` with
/// the label `bot`, where every character but letters, digits and `_` is a `_`: names that look
/// alike there are the same figure. **Memory** is bounded: 200 names a bot, of which further ones
/// are dropped with a warning; 50 sets of tags a name, of which further ones count as `other`;
/// values of tags are cut to 64 characters. Never make a person's text a name or a tag.
///
/// Thread-safe; never blocks.
public interface BotMetrics {
  /// Records a value: an amount, a size, a duration.
  ///
  /// @param value any number but NaN and the infinite ones
  default void record(String name, double value) {
    record(name, value, Map.of());
  }

  /// The same with tags, which tell values apart in Prometheus; averages and percentiles are of
  /// all.
  ///
  /// @param tags at most 8, by names of letters, digits and `_`; not `bot` and not `quantile`
  /// @throws IllegalArgumentException where name, value or tags are not as told
  void record(String name, double value, Map<String, String> tags);

  /// Counts one up.
  default void count(String name) {
    count(name, 1, Map.of());
  }

  /// Counts up. In Prometheus the name has the suffix `_total`.
  ///
  /// @param amount at least 0
  /// @param tags as for [#record(String, double, Map)]
  void count(String name, double amount, Map<String, String> tags);

  /// Does something and records how long it took, as `{name}.duration_ms` tagged `success` (`true`
  /// or `false`) and, where it failed, `error_type`.
  ///
  /// @return what the work returns
  /// @throws Exception what the work throws
  <T> T time(String name, Callable<T> work) throws Exception;

  /// What has been counted under a name since the start; 0 where nothing was.
  double counted(String name);

  /// The average of the last 5 minutes.
  default double average(String name) {
    return average(name, Duration.ofMinutes(5));
  }

  /// The average of the last time; 0 where nothing was recorded.
  ///
  /// @param last over zero; values are kept for an hour
  double average(String name, Duration last);

  /// The smallest of the last hour's values that so many of a hundred are not over; 0 where nothing
  /// was recorded. Of more than 8,192 values the newest count.
  ///
  /// @param percent over 0, at most 100
  double percentile(String name, double percent);

  /// Count, average and percentiles of the last hour.
  MetricSummary summary(String name);

  /// All names under which values were recorded within the last hour, in their order, as `GET
  /// /metrics/summary` of the dispatcher tells them.
  Map<String, MetricSummary> summaries();
}
