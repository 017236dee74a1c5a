// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/// The worker processes. A slot has at most one at a time; a later one has the same instance's
/// name. Thread-safe.
final class Fleet implements AutoCloseable {
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final int HEAP_MIB = 256;

  private final Path folder;
  private final Broker broker;
  private final String database;
  private final LongSupplier nanos;
  private final PrintStream err;
  private final Map<Integer, Jvm> running = new HashMap<>();
  private final List<Kill> kills = new ArrayList<>();
  private final AtomicInteger deaths = new AtomicInteger();
  private int started;
  private boolean closed;

  /// A process that was killed.
  ///
  /// @param at monotonic nanoseconds
  record Kill(String process, long at) {}

  private final Map<Integer, String> processes = new HashMap<>();

  Fleet(Path folder, Broker broker, String database, LongSupplier nanos, PrintStream err) {
    this.database = database;
    this.folder = folder;
    this.broker = broker;
    this.nanos = nanos;
    this.err = err;
  }

  synchronized void start(int slot) {
    if (closed || running.containsKey(slot)) {
      return;
    }
    String instance = "worker-" + slot;
    String process = instance + "." + ++started;
    Jvm jvm =
        Jvm.start(
            WorkerMain.class,
            List.of(
                "127.0.0.1:" + broker.link(slot).port(),
                instance,
                process,
                folder.resolve(process + ".report").toString(),
                database),
            HEAP_MIB,
            folder.resolve(process + ".log"));
    running.put(slot, jvm);
    processes.put(slot, process);
    var _ = jvm.end().thenAccept(expected -> ended(slot, jvm, process, expected));
  }

  /// A process that ends by itself is started again, as whatever runs it in earnest would.
  private void ended(int slot, Jvm jvm, String process, boolean expected) {
    if (expected) {
      return;
    }
    deaths.incrementAndGet();
    err.println(process + " ended by itself: see " + folder.resolve(process + ".log"));
    synchronized (this) {
      running.remove(slot, jvm);
    }
    start(slot);
  }

  void kill(int slot, Duration away) throws InterruptedException {
    Jvm jvm;
    synchronized (this) {
      jvm = running.get(slot);
      if (jvm == null) {
        return;
      }
      kills.add(new Kill(String.valueOf(processes.get(slot)), nanos.getAsLong()));
      jvm.kill();
      running.remove(slot);
    }
    Pause.millis(away.toMillis());
    start(slot);
  }

  void freeze(int slot, Duration away) throws InterruptedException {
    Jvm jvm;
    synchronized (this) {
      jvm = running.get(slot);
    }
    if (jvm != null) {
      jvm.freeze();
      Pause.millis(away.toMillis());
      jvm.thaw();
    }
  }

  void remove(int slot) throws InterruptedException {
    Jvm jvm;
    synchronized (this) {
      jvm = running.remove(slot);
    }
    if (jvm != null && !jvm.stop(STOP)) {
      err.println(processes.get(slot) + " did not stop and was killed");
      deaths.incrementAndGet();
    }
  }

  /// Stops all, and lets none start again.
  void stop() throws InterruptedException {
    List<Integer> slots;
    synchronized (this) {
      closed = true;
      slots = List.copyOf(running.keySet());
    }
    for (int slot : slots) {
      remove(slot);
    }
  }

  synchronized List<Kill> kills() {
    return List.copyOf(kills);
  }

  /// How many processes ended by themselves or would not end.
  int deaths() {
    return deaths.get();
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (Jvm jvm : running.values()) {
      try {
        jvm.kill();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
