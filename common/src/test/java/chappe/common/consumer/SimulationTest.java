// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Thousands of schedules of the consumer's pure parts, each from a seed: reading, finishing out of
/// order, rounds that stand or break off, partitions that leave and come back elsewhere, crashes at
/// any point. What is committed is what the broker would hold; the audit looks at nothing else.
class SimulationTest {
  private static final int SCHEDULES = 2_000;
  private static final int RECORDS = 60;
  private static final int KEYS = 5;
  private static final int STEPS = 100_000;

  /// What a schedule leaves out, to see the audit fail.
  private enum Left {
    NOTHING,
    THE_MAP,
    THE_WINDOW,
    THE_FENCE
  }

  private record Entry(int key, int id) {}

  /// The partition and its offset as the broker holds them, and the outputs that readers see.
  private static final class Broker {
    final List<Entry> log = new ArrayList<>();
    final List<Entry> outputs = new ArrayList<>();
    long offset;
    String metadata = "";
  }

  /// One stay of the partition with an instance.
  private static final class Stay {
    private final Broker broker;
    private final Left left;
    private final PartitionState partition;
    private final RedeliveryWindow window = new RedeliveryWindow(1_000, Long.MAX_VALUE / 2);
    private final Map<Integer, ArrayDeque<Long>> queues = new HashMap<>();
    private final List<Finished> finished = new ArrayList<>();
    private final Map<Finished, Entry> outputs = new HashMap<>();

    Stay(Broker broker, Left left) {
      this.broker = broker;
      this.left = left;
      BitSet map =
          left == Left.THE_MAP
              ? new BitSet()
              : CompletionMap.decode(broker.offset, broker.metadata).orElseThrow();
      partition =
          new PartitionState(
              new TopicPartition("log", 0), broker.offset, map, new Budget(1_000, 1_000_000));
      for (int offset = 0; offset < broker.offset; offset++) {
        seen(offset);
      }
    }

    private boolean seen(long offset) {
      return window.redelivered(broker.log.get((int) offset).id(), offset, 0)
          && left != Left.THE_WINDOW;
    }

    void read() {
      long offset = partition.position();
      if (offset == broker.log.size()) {
        return;
      }
      partition.position(offset + 1);
      boolean redelivered = seen(offset);
      if (partition.finishedBefore(offset)) {
        return;
      }
      if (redelivered) {
        finished.add(new Finished(partition, offset, offset + 1));
      } else {
        queues
            .computeIfAbsent(broker.log.get((int) offset).key(), _ -> new ArrayDeque<>())
            .add(offset);
      }
    }

    void finishOne(Random random) {
      List<ArrayDeque<Long>> busy = queues.values().stream().filter(it -> !it.isEmpty()).toList();
      if (!busy.isEmpty()) {
        long offset = busy.get(random.nextInt(busy.size())).remove();
        Finished work = new Finished(partition, offset, offset + 1);
        finished.add(work);
        outputs.put(work, broker.log.get((int) offset));
      }
    }

    /// A round with the oldest of what is finished; a broken one leaves everything for the next.
    void round(Random random, boolean stands) {
      if (partition.isFenced() && left != Left.THE_FENCE) {
        finished.clear();
      }
      int size = finished.isEmpty() ? 0 : 1 + random.nextInt(finished.size());
      List<Finished> work = new ArrayList<>(finished.subList(0, size));
      work.forEach(it -> partition.tracker.finish(it.from, it.to));
      String map = partition.tracker.map().orElseThrow();
      if (!stands || work.isEmpty()) {
        return;
      }
      work.stream().filter(outputs::containsKey).map(outputs::get).forEach(broker.outputs::add);
      broker.offset = partition.tracker.base();
      broker.metadata = map;
      finished.subList(0, size).clear();
      partition.committed();
    }

    boolean isIdle() {
      return partition.position() == broker.log.size()
          && finished.isEmpty()
          && queues.values().stream().allMatch(ArrayDeque::isEmpty);
    }
  }

  /// One schedule.
  ///
  /// @return what the readers see
  private static Broker run(long seed, Left left) {
    Random random = new Random(seed);
    Broker broker = new Broker();
    for (int id = 0; id < RECORDS; id++) {
      broker.log.add(new Entry(random.nextInt(KEYS), id));
      if (random.nextInt(10) == 0) {
        broker.log.add(broker.log.get(random.nextInt(broker.log.size())));
      }
    }
    List<Stay> former = new ArrayList<>();
    Stay stay = new Stay(broker, left);
    for (int step = 0; step < STEPS && !stay.isIdle(); step++) {
      int chance = random.nextInt(40);
      if (chance < 2) {
        if (chance == 1) {
          stay.partition.fence();
          former.add(stay);
        }
        stay = new Stay(broker, left);
      } else if (chance < 4) {
        for (Stay late : former) {
          late.finishOne(random);
          late.round(random, true);
        }
      } else if (chance < 12) {
        stay.round(random, chance >= 7);
      } else if (chance < 26) {
        stay.read();
      } else {
        stay.finishOne(random);
      }
    }
    return broker;
  }

  private static List<String> violations(Broker broker) {
    List<String> found = new ArrayList<>();
    Set<Integer> ids = new HashSet<>();
    Map<Integer, Integer> last = new HashMap<>();
    for (Entry output : broker.outputs) {
      if (!ids.add(output.id())) {
        found.add("twice " + output);
      }
      Integer before = last.put(output.key(), output.id());
      if (before != null && before > output.id()) {
        found.add("disordered " + output);
      }
    }
    if (ids.size() < RECORDS) {
      found.add("lost " + (RECORDS - ids.size()));
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 1_000_003})
  void everyOutputOnceAndInOrderInEverySchedule(long first) {
    for (long seed = first; seed < first + SCHEDULES; seed++) {
      assertThat(violations(run(seed, Left.NOTHING))).as("seed %d", seed).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"THE_MAP", "THE_WINDOW", "THE_FENCE"})
  void theAuditSeesWhatIsLeftOut(String left) {
    long broken = 0;
    for (long seed = 1; seed < SCHEDULES; seed++) {
      broken += violations(run(seed, Left.valueOf(left))).isEmpty() ? 0 : 1;
    }
    assertThat(broken).isGreaterThan(SCHEDULES / 20);
  }
}
