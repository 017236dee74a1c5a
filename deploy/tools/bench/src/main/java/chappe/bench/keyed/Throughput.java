// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import chappe.bench.Figure;
import java.util.Map;

/// The figures that are ratios of rates at full speed.
final class Throughput {
  static final String NOOP = "keyed_noop";
  static final String UNIT = "records/s";
  private static final int WARM_UPS = 6;

  /// Parallel Consumer is slower by more than this; the same rate shows in fewer records.
  private static final int FEWER = 10;

  private final Hall hall;

  Throughput(Hall hall) {
    this.hall = hall;
  }

  /// The keyed consumer against another contender, both with the same handler.
  ///
  /// @param waitMillis how long the handler waits; 0 for no-op
  Figure against(String figure, Contestant other, int waitMillis) throws InterruptedException {
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

  /// The keyed consumer with a handler that waits against itself with one that does not.
  Figure waitingAgainstNoop(String figure, int waitMillis) throws InterruptedException {
    Run noop = hall.input(hall.options.records(), Inputs.KEYS);
    try (Talk keyed = hall.enter(Contestant.KEYED)) {
      return new Pairs(hall.options.repetitions(), hall.report)
          .run(
              figure,
              UNIT,
              runner(keyed, Contestant.KEYED, noop.waiting(waitMillis)),
              NOOP,
              runner(keyed, Contestant.KEYED, noop));
    }
  }

  private Pairs.Runner runner(Talk talk, Contestant contestant, Run run)
      throws InterruptedException {
    Pairs.Runner runner = () -> hall.races.race(talk, contestant.reference(), run);
    warm(hall, contestant.reference(), runner);
    return runner;
  }

  /// Runs that do not count.
  static void warm(Hall hall, String who, Pairs.Runner runner) throws InterruptedException {
    for (int n = 0; n < WARM_UPS; n++) {
      hall.report.say("  %s warms up: %.0f %s".formatted(who, runner.run(), UNIT));
    }
  }

  private static Map<String, String> threads(int waitMillis) {
    return waitMillis > 0 ? Map.of("threads", "1000") : Map.of();
  }
}
