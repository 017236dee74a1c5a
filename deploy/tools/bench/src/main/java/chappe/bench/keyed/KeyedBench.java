// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import chappe.bench.BenchOptions;
import chappe.bench.Benchmark;
import chappe.bench.Figure;
import chappe.bench.Report;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// The keyed consumer against a plain loop, Kafka Streams and Parallel Consumer.
public final class KeyedBench implements Benchmark {
  static final String NAME = "keyed";

  private static final int WAIT_MILLIS = 20;

  private static final List<Part> PARTS =
      List.of(
          Part.of(
              "noop_vs_plain",
              "no-op against a tuned transactional loop, 2 minutes",
              (figure, hall) -> new Throughput(hall).against(figure, Contestant.PLAIN, 0)),
          Part.of(
              "noop_vs_streams",
              "no-op against Kafka Streams, 3 minutes",
              (figure, hall) -> new Throughput(hall).against(figure, Contestant.STREAMS, 0)),
          Part.of(
              "noop_vs_streams_tuned",
              "the same with a linger and a back-off of 5 ms for Kafka Streams, 3 minutes",
              (figure, hall) -> new Throughput(hall).against(figure, Contestant.STREAMS_TUNED, 0)),
          Part.of(
              "noop_vs_parallel_consumer",
              "no-op against Parallel Consumer, 3 minutes",
              (figure, hall) -> new Throughput(hall).against(figure, Contestant.PARALLEL, 0)),
          Part.of(
              "wait20_vs_noop",
              "a handler that waits 20 ms against no-op, 3 minutes",
              (figure, hall) -> new Throughput(hall).waitingAgainstNoop(figure, WAIT_MILLIS)),
          Part.of(
              "wait20_vs_parallel_consumer",
              "the same handler against Parallel Consumer's, 3 minutes",
              (figure, hall) ->
                  new Throughput(hall).against(figure, Contestant.PARALLEL, WAIT_MILLIS)),
          new Part(QuietLine.FIGURES, hall -> new QuietLine(hall).measure()),
          Part.of(
              Sessions.AGAINST_NOOP,
              "a handler that counts in its session against no-op, 4 minutes",
              (_, hall) -> new Sessions(hall).againstNoop()),
          Part.of(
              Sessions.COLD,
              "the same with a million sessions, none in memory, 4 minutes",
              (_, hall) -> new Sessions(hall).cold()),
          Part.of(
              Takeover.FIGURE,
              "until another has the partitions of a killed instance, 2 minutes",
              (_, hall) -> new Takeover(hall).measure()),
          Part.of(
              MemoryGrowth.FIGURE,
              "heap over a million keys, 10 minutes (--minutes)",
              (_, hall) -> new MemoryGrowth(hall).measure()));

  private final InstantSource clock;
  private final LongSupplier nanos;
  private final String peers;

  /// Figures that are measured together.
  ///
  /// @param figures each with what it is and how long it takes
  private record Part(Map<String, String> figures, Measure measure) {
    static Part of(String figure, String told, Single single) {
      return new Part(Map.of(figure, told), hall -> List.of(single.in(figure, hall)));
    }
  }

  private interface Measure {
    List<Figure> in(Hall hall) throws InterruptedException;
  }

  private interface Single {
    Figure in(String figure, Hall hall) throws InterruptedException;
  }

  /// @param clock wall clock, for the records' headers
  /// @param nanos monotonic clock, for what is measured
  /// @param peers class path of the JVMs of those that it is measured against
  public KeyedBench(InstantSource clock, LongSupplier nanos, String peers) {
    this.peers = peers;
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
    PARTS.forEach(part -> figures.putAll(part.figures()));
    return figures;
  }

  @Override
  public void run(BenchOptions options, Report report) {
    try (Hall hall = new Hall(options, report, new Jvm(peers), clock, nanos)) {
      try {
        measure(options, report, hall);
      } catch (RuntimeException e) {
        if (!hall.isEnding()) {
          throw e;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void measure(BenchOptions options, Report report, Hall hall)
      throws InterruptedException {
    for (Part part : PARTS) {
      List<String> wanted = part.figures().keySet().stream().filter(options::wants).toList();
      if (!wanted.isEmpty()) {
        report.say(String.join(", ", wanted) + " …");
        part.measure().in(hall).stream()
            .filter(figure -> wanted.contains(figure.name()))
            .forEach(report::figure);
      }
    }
  }
}
