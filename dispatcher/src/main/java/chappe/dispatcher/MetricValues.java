// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.MetricSummary;
import java.time.Duration;
import java.util.Arrays;

/// The values of one name within the last hour. The newest [#MOST] are kept one by one; where there
/// are more, count and average come from sums by the minute. Thread-safe.
final class MetricValues {
  static final int MOST = 8192;
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final int MINUTES = 61;

  private long[] times = new long[16];
  private double[] values = new double[16];
  private int oldest;
  private int size;
  private long newestDropped = Long.MIN_VALUE;

  private final long[] minutes = new long[MINUTES];
  private final long[] counts = new long[MINUTES];
  private final double[] sums = new double[MINUTES];

  private record Tally(long count, double sum) {
    double average() {
      return count == 0 ? 0 : sum / count;
    }
  }

  /// @param now epoch milliseconds
  synchronized void add(long now, double value) {
    forget(now);
    if (size == MOST) {
      newestDropped = times[oldest];
      dropOldest();
    } else if (size == times.length) {
      grow();
    }
    int at = (oldest + size) % times.length;
    times[at] = now;
    values[at] = value;
    size++;
    long minute = Math.floorDiv(now, MINUTE);
    int slot = Math.floorMod(minute, MINUTES);
    if (minutes[slot] != minute) {
      minutes[slot] = minute;
      counts[slot] = 0;
      sums[slot] = 0;
    }
    counts[slot]++;
    sums[slot] += value;
  }

  synchronized double average(long now, Duration last) {
    return tally(now, Math.min(last.toMillis(), HOUR)).average();
  }

  synchronized double percentile(long now, double percent) {
    return percentile(sorted(now), percent);
  }

  synchronized MetricSummary summary(long now) {
    var tally = tally(now, HOUR);
    var sorted = sorted(now);
    return new MetricSummary(
        tally.count(), tally.average(), percentile(sorted, 95), percentile(sorted, 99));
  }

  private static double percentile(double[] sorted, double percent) {
    if (sorted.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(rank, 1) - 1];
  }

  private double[] sorted(long now) {
    forget(now);
    var kept = new double[size];
    for (int i = 0; i < size; i++) {
      kept[i] = values[(oldest + i) % values.length];
    }
    Arrays.sort(kept);
    return kept;
  }

  private Tally tally(long now, long millis) {
    long since = now - millis;
    return newestDropped > since ? byTheMinute(since) : oneByOne(since);
  }

  private Tally oneByOne(long since) {
    long count = 0;
    double sum = 0;
    for (int i = 0; i < size; i++) {
      int at = (oldest + i) % times.length;
      if (times[at] > since) {
        count++;
        sum += values[at];
      }
    }
    return new Tally(count, sum);
  }

  private Tally byTheMinute(long since) {
    long first = Math.floorDiv(since, MINUTE);
    long count = 0;
    double sum = 0;
    for (int slot = 0; slot < MINUTES; slot++) {
      if (minutes[slot] > first) {
        count += counts[slot];
        sum += sums[slot];
      }
    }
    return new Tally(count, sum);
  }

  private void forget(long now) {
    while (size > 0 && times[oldest] <= now - HOUR) {
      dropOldest();
    }
  }

  private void dropOldest() {
    oldest = (oldest + 1) % times.length;
    size--;
  }

  private void grow() {
    var moreTimes = new long[times.length * 2];
    var moreValues = new double[times.length * 2];
    for (int i = 0; i < size; i++) {
      moreTimes[i] = times[(oldest + i) % times.length];
      moreValues[i] = values[(oldest + i) % values.length];
    }
    times = moreTimes;
    values = moreValues;
    oldest = 0;
  }
}
