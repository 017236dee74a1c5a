// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Which fault comes when, drawn from a seed before anything starts. Pure.
///
/// A fault of one instance may last into the next fault of another, as it would; a broker's stands
/// alone, so that what is measured after a kill is the takeover and not the broker's start.
final class Schedule {
  /// The most instances at once.
  static final int SLOTS = 4;

  /// The fewest instances at once.
  static final int FEWEST = 2;

  private static final long FIRST = 5_000;
  private static final long SHORTEST_GAP = 9_000;
  private static final long LONGEST_GAP = 14_000;
  private static final long REST = 4_000;
  private static final long BROKER_START = 9_000;

  private final Random random;
  private final TreeSet<Integer> running = new TreeSet<>();
  private final long[] busyUntil = new long[SLOTS];
  private final List<Entry> entries = new ArrayList<>();
  private long now = FIRST;

  /// A fault and when it begins.
  ///
  /// @param at counted from the first moment of the run
  /// @param next when the next one may begin
  record Entry(Duration at, Fault fault, Duration next) {}

  private Schedule(long seed, int instances) {
    random = new Random(seed);
    for (int slot = 0; slot < instances; slot++) {
      running.add(slot);
    }
  }

  /// Draws the faults.
  ///
  /// @param instances how many run at the start: those of the lowest slots
  static List<Entry> draw(long seed, Duration duration, int instances) {
    return new Schedule(seed, instances).draw(duration.toMillis());
  }

  private List<Entry> draw(long end) {
    while (now < end) {
      Fault fault = next();
      Duration at = Duration.ofMillis(now);
      now += random.nextLong(SHORTEST_GAP, LONGEST_GAP);
      if (fault instanceof Fault.BrokerRestart) {
        now = Math.max(now, busyUntil[0]);
      }
      entries.add(new Entry(at, fault, Duration.ofMillis(now)));
    }
    return List.copyOf(entries);
  }

  private Fault next() {
    List<Supplier<Fault>> possible = new ArrayList<>();
    List<Integer> idle = running.stream().filter(slot -> busyUntil[slot] <= now).toList();
    if (!idle.isEmpty()) {
      int slot = idle.get(random.nextInt(idle.size()));
      times(4, possible, () -> kill(slot));
      times(2, possible, () -> freeze(slot, millis(500, 4_000)));
      times(3, possible, () -> freeze(slot, millis(7_000, 12_000)));
      times(3, possible, () -> cut(slot));
      if (running.size() > FEWEST) {
        times(2, possible, () -> remove(slot));
      }
    }
    if (running.size() < SLOTS) {
      times(running.size() == FEWEST ? 4 : 2, possible, this::add);
    }
    if (idle.size() == running.size()) {
      times(3, possible, this::broker);
    }
    return possible.get(random.nextInt(possible.size())).get();
  }

  private static void times(int weight, List<Supplier<Fault>> possible, Supplier<Fault> fault) {
    for (int n = 0; n < weight; n++) {
      possible.add(fault);
    }
  }

  private Fault kill(int slot) {
    return new Fault.Kill(slot, busy(slot, millis(300, 9_000)));
  }

  private Fault freeze(int slot, Duration away) {
    return new Fault.Freeze(slot, busy(slot, away));
  }

  private Fault cut(int slot) {
    return switch (random.nextInt(3)) {
      case 0 -> new Fault.Cut(slot, false, busy(slot, Duration.ZERO));
      case 1 -> new Fault.Cut(slot, false, busy(slot, millis(1_000, 9_000)));
      default -> new Fault.Cut(slot, true, busy(slot, millis(1_000, 9_000)));
    };
  }

  private Fault remove(int slot) {
    running.remove(slot);
    busy(slot, Duration.ofSeconds(10));
    return new Fault.Remove(slot);
  }

  private Fault add() {
    int slot = 0;
    while (running.contains(slot)) {
      slot++;
    }
    running.add(slot);
    busy(slot, Duration.ofSeconds(2));
    return new Fault.Add(slot);
  }

  private Fault broker() {
    Duration away = millis(0, 4_000);
    for (int slot = 0; slot < SLOTS; slot++) {
      busy(slot, away.plusMillis(BROKER_START));
    }
    return new Fault.BrokerRestart(random.nextBoolean(), away);
  }

  private Duration busy(int slot, Duration away) {
    busyUntil[slot] = now + away.toMillis() + REST;
    return away;
  }

  private Duration millis(long from, long to) {
    return Duration.ofMillis(random.nextLong(from, to));
  }
}
