// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Makes the faults of a schedule happen, and says so. Not thread-safe.
final class Breaker {
  private static final Duration AFTER_BROKER = Duration.ofSeconds(5);

  private final Broker broker;
  private final Fleet fleet;
  private final LongSupplier nanos;
  private final PrintStream err;
  private final Map<String, Integer> kinds = new TreeMap<>();

  Breaker(Broker broker, Fleet fleet, LongSupplier nanos, PrintStream err) {
    this.broker = broker;
    this.fleet = fleet;
    this.nanos = nanos;
    this.err = err;
  }

  /// Blocks until the last fault is mended.
  void run(List<Schedule.Entry> schedule) throws InterruptedException {
    long first = nanos.getAsLong();
    long started = first;
    List<Future<Void>> going = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Schedule.Entry entry : schedule) {
        Pause.millis(entry.at().toMillis() - passed(started));
        err.printf("%7.1f s  %s%n", passed(first) / 1_000.0, entry.fault());
        kinds.merge(entry.fault().kind(), 1, Integer::sum);
        Future<Void> fault = threads.submit(happening(entry.fault()));
        going.add(fault);
        if (entry.fault() instanceof Fault.BrokerRestart) {
          // however long it takes here, the rest comes as much later
          fault.get();
          err.printf("%7.1f s  the broker is back%n", passed(first) / 1_000.0);
          Pause.millis(AFTER_BROKER.toMillis());
          started = Math.max(started, nanos.getAsLong() - entry.next().toNanos());
        }
      }
      for (Future<Void> fault : going) {
        fault.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a fault could not be made", e.getCause());
    }
  }

  private long passed(long started) {
    return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - started);
  }

  private Callable<Void> happening(Fault fault) {
    return () -> {
      switch (fault) {
        case Fault.Kill(int slot, Duration away) -> fleet.kill(slot, away);
        case Fault.Freeze(int slot, Duration away) -> fleet.freeze(slot, away);
        case Fault.Add(int slot) -> fleet.start(slot);
        case Fault.Remove(int slot) -> fleet.remove(slot);
        case Fault.Cut(int slot, boolean silent, Duration away) ->
            broker.link(slot).cut(silent, away);
        case Fault.BrokerRestart(boolean killed, Duration away) -> broker.restart(killed, away);
      }
      return null;
    };
  }

  /// How many faults of each kind there were.
  Map<String, Integer> kinds() {
    return Map.copyOf(kinds);
  }
}
