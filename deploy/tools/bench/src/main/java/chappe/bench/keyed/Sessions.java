// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import chappe.bench.Figure;
import chappe.bench.Statistics;
import chappe.common.record.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/// A handler that reads its session, counts, and puts it back, for every record.
final class Sessions {
  static final String AGAINST_NOOP = "session_vs_noop";
  static final String COLD = "session_cold_rate";

  private static final int COLD_SESSIONS = 1_000_000;

  /// Of a run's usual records: at the rates of a database they take as long.
  private static final int FEWER = 6;

  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Hall hall;

  Sessions(Hall hall) {
    this.hall = hall;
  }

  /// Against the no-op handler without sessions; beside it, how long after the last commit the view
  /// has everything.
  Figure againstNoop() throws InterruptedException {
    SessionDatabase database = hall.database();
    Run noop = hall.input(hall.options.records(), Inputs.KEYS);
    Run touching = noop.with(Map.of(KeyedContender.DATABASE, database.url()));
    AtomicReference<Double> lag = new AtomicReference<>(0.0);
    try (Talk keyed = hall.enter(Contestant.KEYED)) {
      Pairs.Runner ours =
          () -> {
            String group = hall.races.group();
            double rate =
                hall.races.race(
                    keyed,
                    Contestant.KEYED.reference(),
                    touching,
                    group,
                    () -> lag.accumulateAndGet(lag(database, group, touching), Math::max));
            hall.ground.drop(hall.ground.ends(Topic.SESSIONS.topicName()));
            return rate;
          };
      Pairs.Runner theirs = () -> hall.races.race(keyed, Contestant.KEYED.reference(), noop);
      Throughput.warm(hall, AGAINST_NOOP, ours);
      Throughput.warm(hall, Throughput.NOOP, theirs);
      lag.set(0.0);
      Figure figure =
          new Pairs(hall.options.repetitions(), hall.report)
              .run(AGAINST_NOOP, Throughput.UNIT, ours, Throughput.NOOP, theirs);
      return figure.with("view_lag_s", lag.get());
    }
  }

  private double lag(SessionDatabase database, String group, Run run) throws InterruptedException {
    long started = hall.nanos.getAsLong();
    while (database.moves(group) < run.records()) {
      if (hall.nanos.getAsLong() - started > PATIENCE.toNanos()) {
        throw new IllegalStateException(
            "the view has only %d of %d moves".formatted(database.moves(group), run.records()));
      }
      Waiter.pause(LOOK);
    }
    return (hall.nanos.getAsLong() - started) / 1e9;
  }

  /// A million sessions in the database, none of them in memory: each run is another start.
  Figure cold() throws InterruptedException {
    SessionDatabase database = hall.database();
    Run run =
        hall.input(Math.max(1, hall.options.records() / FEWER), COLD_SESSIONS)
            .with(Map.of(KeyedContender.DATABASE, database.url()));
    String group = hall.races.group();
    hall.report.say("Writing %d sessions …".formatted(COLD_SESSIONS));
    database.fill(group, COLD_SESSIONS);
    List<Double> rates = new ArrayList<>();
    try (Talk keyed = hall.enter(Contestant.KEYED)) {
      Pairs.Runner runner =
          () -> hall.races.race(keyed, Contestant.KEYED.reference(), run, group, () -> {});
      Throughput.warm(hall, COLD, runner);
      for (int n = 1; n <= hall.options.repetitions(); n++) {
        rates.add(runner.run());
        hall.report.say(
            "  %s %d/%d: %.0f".formatted(COLD, n, hall.options.repetitions(), rates.getLast()));
      }
    }
    return Figure.of(KeyedBench.NAME, COLD, Statistics.median(rates), Throughput.UNIT);
  }
}
