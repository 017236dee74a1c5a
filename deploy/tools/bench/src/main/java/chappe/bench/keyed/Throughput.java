// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import chappe.bench.Figure;
import java.util.Map;

/// The figures that are ratios of rates at full speed.
final class Throughput {
  static final String UNIT = "records/s";
  private static final int WARM_UPS = 2;

  /// Parallel Consumer is slower by more than this; the same rate shows in fewer records.
  private static final int FEWER = 10;

  private final Hall hall;

  Throughput(Hall hall) {
    this.hall = hall;
  }

  /// The no-op handler against another contender's.
  Figure noop(String figure, Contestant other) throws InterruptedException {
    return against(figure, other, 0);
  }

  /// A handler that waits against the same with Parallel Consumer.
  Figure waiting(String figure, int millis) throws InterruptedException {
    return against(figure, Contestant.PARALLEL, millis);
  }

  private Figure against(String figure, Contestant other, int waitMillis)
      throws InterruptedException {
    int records = hall.options.records();
    int fewer = other == Contestant.PARALLEL ? Math.max(1, records / FEWER) : records;
    Run ours = hall.input(records, Inputs.KEYS).waiting(waitMillis);
    Run theirs = hall.input(fewer, Inputs.KEYS).waiting(waitMillis).with(threads(waitMillis));
    try (Talk keyed = hall.enter(Contestant.KEYED);
        Talk peer = hall.enter(other)) {
      return new Pairs(hall.options.repetitions(), hall.report)
          .run(
              figure,
              UNIT,
              runner(keyed, Contestant.KEYED, ours),
              other.reference(),
              runner(peer, other, theirs));
    }
  }

  /// The keyed consumer with one run against itself with another.
  Figure itself(String figure, String reference, Run run, Run other) throws InterruptedException {
    try (Talk keyed = hall.enter(Contestant.KEYED)) {
      return new Pairs(hall.options.repetitions(), hall.report)
          .run(
              figure,
              UNIT,
              runner(keyed, Contestant.KEYED, run),
              reference,
              runner(keyed, Contestant.KEYED, other));
    }
  }

  /// Warm when it is made.
  private Pairs.Runner runner(Talk talk, Contestant contestant, Run run)
      throws InterruptedException {
    Pairs.Runner runner = () -> hall.races.race(talk, contestant.reference(), run);
    for (int n = 0; n < WARM_UPS; n++) {
      double rate = runner.run();
      hall.report.say("  %s warms up: %.0f %s".formatted(contestant.reference(), rate, UNIT));
    }
    return runner;
  }

  private static Map<String, String> threads(int waitMillis) {
    return waitMillis > 0 ? Map.of("threads", "1000") : Map.of();
  }
}
