// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.ingress;

import chappe.bench.BenchOptions;
import chappe.bench.Benchmark;
import chappe.bench.Figure;
import chappe.bench.Report;
import chappe.bench.Statistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The door against a server that forgets: what it costs that an answer of 200 means *stored*.
public final class IngressBench implements Benchmark {
  private static final String NAME = "ingress";
  private static final String AGAINST_BARE = "durable_vs_bare";
  private static final String TAIL = "p99_ms_at_1000";

  /// Neither door nor broker is at its best before.
  private static final Duration WARM_UP = Duration.ofMinutes(1);

  private static final Duration BARE_WARM_UP = Duration.ofSeconds(10);
  private static final Duration RUN = Duration.ofSeconds(5);
  private static final Duration PACED = Duration.ofSeconds(20);
  private static final int PER_SECOND = 1000;

  private final LongSupplier nanos;

  /// @param nanos monotonic clock
  public IngressBench(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, String> figures() {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put(AGAINST_BARE, "stored updates against a server that only reads, 3 minutes");
    figures.put(TAIL, "99th percentile of the answers' times at 1,000 updates/s, 1 minute");
    return figures;
  }

  @Override
  public void run(BenchOptions options, Report report) {
    try (var hall = new Hall(report)) {
      var load = new Load(nanos);
      int door = hall.door().port();
      report.say("Warming up …");
      load.flatOut(door, WARM_UP);
      if (options.wants(AGAINST_BARE)) {
        report.figure(againstBare(options, report, hall, load, door));
      }
      if (options.wants(TAIL)) {
        load.paced(door, RUN, PER_SECOND);
        var run = load.paced(door, PACED, PER_SECOND);
        report.figure(
            Figure.of(NAME, TAIL, run.p99(), "ms")
                .with("p50_ms", Statistics.percentile(run.millis(), 0.5)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private Figure againstBare(BenchOptions options, Report report, Hall hall, Load load, int door)
      throws InterruptedException {
    var bareLoad = new Load(nanos);
    int bare = hall.bare();
    bareLoad.flatOut(bare, BARE_WARM_UP);
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int pair = 0; pair < options.repetitions(); pair++) {
      if (pair % 2 == 0) {
        ours.add(load.flatOut(door, RUN).rate());
        theirs.add(bareLoad.flatOut(bare, RUN).rate());
      } else {
        theirs.add(bareLoad.flatOut(bare, RUN).rate());
        ours.add(load.flatOut(door, RUN).rate());
      }
      ratios.add(ours.getLast() / theirs.getLast());
      report.say("  %.0f/s against %.0f/s".formatted(ours.getLast(), theirs.getLast()));
    }
    check(load, hall);
    return new Figure(
        NAME,
        AGAINST_BARE,
        Statistics.median(ours),
        "updates/s",
        Optional.of(
            new Figure.Reference("bare", Statistics.median(theirs), Statistics.median(ratios))),
        Map.of());
  }

  private static void check(Load load, Hall hall) {
    long there = hall.inTopic();
    if (there < load.stored()) {
      throw new IllegalStateException(
          "%d updates were answered 200 and %d are stored".formatted(load.stored(), there));
    }
  }
}
