// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.sender;

import chappe.bench.BenchOptions;
import chappe.bench.Benchmark;
import chappe.bench.Figure;
import chappe.bench.Report;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// The sender against a Telegram that counts: how much of its limits is used, how long replies wait
/// while a broadcast drains, and what it costs.
public final class SenderBench implements Benchmark {
  static final String NAME = "sender";
  static final String UNLIMITED = "unlimited_rate";
  private static final List<Integer> SENDERS = List.of(1, 3);
  private static final int UNLIMITED_MESSAGES = 60_000;

  private final InstantSource clock;
  private final LongSupplier nanos;

  /// @param clock wall clock, as the simulated Telegram's
  /// @param nanos monotonic clock
  public SenderBench(InstantSource clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, String> figures() {
    Map<String, String> figures = new LinkedHashMap<>();
    for (int count : SENDERS) {
      figures.put("limit_use_" + count, "of the shortest time, 3 minutes with the next two");
      figures.put("rejected_429_" + count, "calls that Telegram's limits refused");
      figures.put(
          "evals_per_message_" + count, "Redis scripts per message, beside others' limiters");
    }
    for (int count : SENDERS) {
      figures.put("reply_under_bulk_p50_ms_" + count, "a reply while 50,000 drain, 2 minutes");
      figures.put("reply_under_bulk_p99_ms_" + count, "the same, 99th percentile");
    }
    figures.put(UNLIMITED, "messages a second without limits, 1 minute");
    return figures;
  }

  @Override
  public void run(BenchOptions options, Report report) {
    double part = Math.min(1, (double) options.records() / BenchOptions.RECORDS);
    try (var hall = new Hall(report, clock)) {
      var use = new LimitUse(hall, new Peers(hall.redis, nanos));
      for (int count : SENDERS) {
        if (wants(options, "limit_use_", "rejected_429_", "evals_per_message_", count)) {
          report.say("Limits with " + count + " senders …");
          print(use.measure(count, part), options, report);
        }
      }
      var delay = new ReplyDelay(hall, clock);
      for (int count : SENDERS) {
        if (wants(options, "reply_under_bulk_p50_ms_", "reply_under_bulk_p99_ms_", "", count)) {
          report.say("Replies with " + count + " senders …");
          print(delay.measure(count, part), options, report);
        }
      }
      if (options.wants(UNLIMITED)) {
        report.say("Without limits …");
        report.figure(new UnlimitedRate(hall).measure((int) (UNLIMITED_MESSAGES * part)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static boolean wants(
      BenchOptions options, String one, String other, String third, int count) {
    return List.of(one, other, third).stream().anyMatch(it -> options.wants(it + count));
  }

  private static void print(List<Figure> figures, BenchOptions options, Report report) {
    figures.stream().filter(it -> options.wants(it.name())).forEach(report::figure);
  }
}
