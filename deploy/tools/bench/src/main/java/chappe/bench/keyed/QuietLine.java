// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import chappe.bench.Figure;
import chappe.bench.Statistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How long a record takes on a line with little to do: from just before it is produced until its
/// output is read by a reader of committed records.
final class QuietLine {
  private static final String AGAINST_PLAIN = "quiet_vs_plain_p50";
  private static final String MEDIAN = "quiet_p50_ms";
  private static final String TAIL = "quiet_p99_ms";

  static final Map<String, String> FIGURES = figures();

  private static final String UNIT = "ms";
  private static final int PER_SECOND = 100;
  private static final int RUNS = 3;
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration WARM_UP = Duration.ofSeconds(5);

  private final Hall hall;
  private int count;

  private static Map<String, String> figures() {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put(AGAINST_PLAIN, "latency at 100 records/s against the loop's, 5 minutes");
    figures.put(MEDIAN, "that latency's median, from the same runs");
    figures.put(TAIL, "its 99th percentile, from the same runs");
    return figures;
  }

  QuietLine(Hall hall) {
    this.hall = hall;
  }

  /// All three figures from the same runs.
  List<Figure> measure() throws InterruptedException {
    int runs = Math.min(RUNS, hall.options.repetitions());
    List<Run> ours = new ArrayList<>();
    List<Run> theirs = new ArrayList<>();
    try (Talk keyed = hall.enter(Contestant.KEYED);
        Talk plain = hall.enter(Contestant.PLAIN)) {
      warm(keyed, Contestant.KEYED);
      warm(plain, Contestant.PLAIN);
      for (int n = 0; n < runs; n++) {
        ours.add(run(keyed));
        theirs.add(run(plain));
        hall.report.say(
            "  quiet %d/%d: %s against %s"
                .formatted(n + 1, runs, ours.getLast(), theirs.getLast()));
      }
    }
    return List.of(
        against(AGAINST_PLAIN, ours, theirs, Run::p50),
        Figure.of(KeyedBench.NAME, MEDIAN, median(ours, Run::p50), UNIT),
        against(TAIL, ours, theirs, Run::p99));
  }

  /// At full speed first: a hundred records a second would take minutes to make the code warm.
  private void warm(Talk talk, Contestant contestant) throws InterruptedException {
    var race = hall.input(hall.options.records(), Inputs.KEYS);
    Throughput.warm(
        hall, contestant.reference(), () -> hall.races.race(talk, contestant.reference(), race));
    run(talk);
  }

  private interface Part {
    double of(Run run);
  }

  private record Run(double p50, double p99) {
    @Override
    public String toString() {
      return "p50 %.2f ms, p99 %.2f ms".formatted(p50, p99);
    }
  }

  private static Figure against(String name, List<Run> ours, List<Run> theirs, Part part) {
    List<Double> ratios = new ArrayList<>();
    for (int n = 0; n < ours.size(); n++) {
      ratios.add(part.of(ours.get(n)) / part.of(theirs.get(n)));
    }
    return new Figure(
        KeyedBench.NAME,
        name,
        median(ours, part),
        UNIT,
        Optional.of(
            new Figure.Reference(
                Contestant.PLAIN.reference(), median(theirs, part), Statistics.median(ratios))),
        Map.of());
  }

  private static double median(List<Run> runs, Part part) {
    return Statistics.median(runs.stream().map(part::of).toList());
  }

  private Run run(Talk contender) throws InterruptedException {
    Duration time =
        Duration.ofNanos(Math.min(LONGEST.toNanos(), hall.options.duration().toNanos()));
    int most = Math.toIntExact((time.plus(WARM_UP).toSeconds() + 2) * PER_SECOND);
    long[] sent = new long[most];
    long[] took = new long[most];
    String topic = "bench.quiet." + ++count;
    Live live = new Live(hall, topic);
    Flow flow = new Flow(hall.inputs, topic, hall.nanos, (number, nanos) -> sent[number] = nanos);
    try (Watch watch =
        new Watch(
            hall.ground,
            hall.nanos,
            seen -> {
              took[seen.number()] = seen.nanos() - sent[seen.number()];
              live.note(seen.number());
            })) {
      contender.start(live.job(Map.of()));
      // the first one waits for the group: the others must not
      flow.run(PER_SECOND, Inputs.keys(Inputs.KEYS), () -> flow.count() == 0);
      live.awaitAll(flow.count(), watch);
      flow.run(WARM_UP, PER_SECOND, Inputs.keys(Inputs.KEYS));
      int first = flow.count();
      flow.run(time, PER_SECOND, Inputs.keys(Inputs.KEYS));
      live.awaitAll(flow.count(), watch);
      contender.stop();
      double[] millis =
          Arrays.stream(took, first, flow.count()).mapToDouble(it -> it / 1e6).toArray();
      return new Run(Statistics.percentile(millis, 0.5), Statistics.percentile(millis, 0.99));
    }
  }
}
