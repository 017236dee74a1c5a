// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import chappe.bench.Figure;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/// How long partitions stand still when one of two instances is killed under load with no chance to
/// act.
final class Takeover {
  static final String FIGURE = "takeover_s";

  private static final String VICTIM = "victim";
  private static final String HEIR = "heir";
  private static final int PER_SECOND = 1_000;
  private static final int RUNS = 3;
  private static final Duration SETTLED = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Hall hall;

  Takeover(Hall hall) {
    this.hall = hall;
  }

  /// The longest of some kills.
  Figure measure() throws InterruptedException {
    double longest = 0;
    int runs = Math.min(RUNS, hall.options.repetitions());
    for (int n = 1; n <= runs; n++) {
      double seconds = run(n);
      hall.report.say("  %s %d/%d: %.2f".formatted(FIGURE, n, runs, seconds));
      longest = Math.max(longest, seconds);
    }
    return Figure.of(KeyedBench.NAME, FIGURE, longest, "s");
  }

  private double run(int number) throws InterruptedException {
    LongUnaryOperator keys = Inputs.keys(Inputs.KEYS);
    String topic = "bench.takeover." + number;
    Live live = new Live(hall, topic);
    Owners owners = new Owners();
    Flow flow = new Flow(hall.inputs, topic, hall.nanos, (_, _) -> {});
    try (Talk victim = hall.enter(Contestant.KEYED);
        Talk heir = hall.enter(Contestant.KEYED);
        Watch watch =
            new Watch(
                hall.ground,
                hall.nanos,
                seen -> {
                  owners.note(seen);
                  live.note(seen.number());
                })) {
      victim.start(live.job(Map.of(KeyedContender.INSTANCE, VICTIM)));
      heir.start(live.job(Map.of(KeyedContender.INSTANCE, HEIR)));
      long patience = hall.nanos.getAsLong() + PATIENCE.toNanos();
      flow.run(PER_SECOND, keys, () -> !owners.areShared() && hall.nanos.getAsLong() < patience);
      flow.run(SETTLED, PER_SECOND, keys);
      Set<Integer> left = owners.of(VICTIM);
      if (left.isEmpty()) {
        throw new IllegalStateException("the instance to be killed has no partition");
      }
      owners.killed(hall.nanos.getAsLong(), left);
      victim.kill();
      long most = hall.nanos.getAsLong() + PATIENCE.toNanos();
      flow.run(PER_SECOND, keys, () -> !owners.areInherited() && hall.nanos.getAsLong() < most);
      live.awaitAll(flow.count(), watch);
      heir.stop();
      return owners.longestNanos() / 1e9;
    }
  }

  /// Whose outputs came last on each partition, and when an heir's first came. Thread-safe.
  private static final class Owners {
    private final Map<Integer, String> last = new HashMap<>();
    private final Set<Integer> waiting = new HashSet<>();
    private long killed;
    private long longest;
    private boolean dead;

    synchronized void note(Watch.Seen seen) {
      last.put(seen.partition(), seen.instance());
      if (dead && !seen.instance().equals(VICTIM) && waiting.remove(seen.partition())) {
        longest = Math.max(longest, seen.nanos() - killed);
      }
    }

    synchronized boolean areShared() {
      return last.size() == Ground.PARTITIONS && new HashSet<>(last.values()).size() == 2;
    }

    synchronized Set<Integer> of(String instance) {
      Set<Integer> theirs = new HashSet<>(last.keySet());
      theirs.removeIf(it -> !instance.equals(last.get(it)));
      return theirs;
    }

    synchronized void killed(long nanos, Set<Integer> partitions) {
      killed = nanos;
      waiting.addAll(partitions);
      dead = true;
    }

    synchronized boolean areInherited() {
      return dead && waiting.isEmpty();
    }

    synchronized long longestNanos() {
      return longest;
    }
  }
}
