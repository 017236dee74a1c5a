// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import chappe.bench.Figure;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.common.TopicPartition;

/// What the consumer keeps that it should not. First a few keys until every window of ids is full,
/// which is meant to stay; then a million keys. The heap is read when nothing is under way.
final class MemoryGrowth {
  static final String FIGURE = "memory_growth_mib";

  private static final String TOPIC = "bench.memory";
  private static final int PER_SECOND = 10_000;
  private static final int MANY_KEYS = 1_000_000;

  /// A quarter of the time fills the windows at the full duration; three steps follow.
  private static final int STEPS = 4;

  private static final Duration TIDY = Duration.ofSeconds(10);
  private static final double MIB = 1024 * 1024;

  private final Hall hall;
  private Map<TopicPartition, Long> outputsRead = Map.of();
  private Map<TopicPartition, Long> inputsRead = Map.of();

  MemoryGrowth(Hall hall) {
    this.hall = hall;
  }

  Figure measure() throws InterruptedException {
    Duration step = hall.options.duration().dividedBy(STEPS);
    Live live = new Live(hall, TOPIC);
    Flow flow = new Flow(hall.inputs, TOPIC, hall.nanos, (_, _) -> {});
    try (Talk keyed = hall.enter(Contestant.KEYED);
        Watch watch = new Watch(hall.ground, hall.nanos, seen -> live.note(seen.number()))) {
      keyed.start(live.job(Map.of()));
      double first = phase(step, Inputs.keys(Inputs.KEYS), flow, live, watch, keyed);
      double last = first;
      for (int n = 1; n < STEPS; n++) {
        last = phase(step, number -> number % MANY_KEYS, flow, live, watch, keyed);
      }
      keyed.stop();
      return Figure.of(KeyedBench.NAME, FIGURE, last - first, "MiB")
          .with("warm_mib", first)
          .with("end_mib", last);
    }
  }

  /// @return the heap after it
  private double phase(
      Duration time, LongUnaryOperator keys, Flow flow, Live live, Watch watch, Talk keyed)
      throws InterruptedException {
    long end = hall.nanos.getAsLong() + time.toNanos();
    while (hall.nanos.getAsLong() < end) {
      long left = end - hall.nanos.getAsLong();
      flow.run(Duration.ofNanos(Math.min(left, TIDY.toNanos())), PER_SECOND, keys);
      tidy();
    }
    live.awaitAll(flow.count(), watch);
    double heap = keyed.heap() / MIB;
    hall.report.say("  %s: %.1f MiB after %d records".formatted(FIGURE, heap, flow.count()));
    return heap;
  }

  /// Minutes of records would fill the disk: what was written a while ago is read by now.
  private void tidy() throws InterruptedException {
    hall.ground.drop(outputsRead);
    hall.ground.drop(inputsRead);
    outputsRead = hall.ground.ends(Ground.OUTPUT);
    inputsRead = hall.ground.ends(TOPIC);
  }
}
