// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.ingress;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// A Telegram that posts updates at a pace over [Load#CONNECTIONS] connections, opens each anew
/// where it breaks, and posts an update until it is answered 200. Thread-safe. Closing lets each
/// connection end what it has begun.
final class Poster implements AutoCloseable {
  private static final Duration AFTER_BREAK = Duration.ofMillis(50);
  private static final Duration AFTER_REFUSAL = Duration.ofMillis(500);
  private static final int CHATS = 5_000;

  private final int port;
  private final LongSupplier nanos;
  private final long interval;
  private final AtomicLong updates = new AtomicLong(1_000_000);
  private final Set<String> answered = ConcurrentHashMap.newKeySet();
  private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
  private final LongAdder breaks = new LongAdder();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopping;

  /// Starts posting.
  Poster(int port, int perSecond, LongSupplier nanos) {
    this.port = port;
    this.nanos = nanos;
    this.interval = Duration.ofSeconds(1).toNanos() * Load.CONNECTIONS / perSecond;
    for (int i = 0; i < Load.CONNECTIONS; i++) {
      threads.add(Thread.ofPlatform().name("poster-" + i).daemon().start(this::run));
    }
  }

  /// The ids, as their records have them, of the updates that were answered 200.
  Set<String> answered() {
    return answered;
  }

  /// How often each status was answered.
  Map<Integer, Long> statuses() {
    Map<Integer, Long> counts = new TreeMap<>();
    statuses.forEach((status, count) -> counts.put(status, count.sum()));
    return counts;
  }

  /// How many connections ended without an answer, or could not be opened.
  long breaks() {
    return breaks.sum();
  }

  private void run() {
    var wire = new Reopened();
    long due = nanos.getAsLong();
    while (!stopping) {
      for (long wait; (wait = due - nanos.getAsLong()) > 0; ) {
        LockSupport.parkNanos(wait);
      }
      // what could not be posted in time is not made up for
      due = Math.max(due + interval, nanos.getAsLong());
      deliver(wire, updates.getAndIncrement());
    }
    wire.close();
  }

  private void deliver(Reopened wire, long update) {
    long chat = 1L + ThreadLocalRandom.current().nextInt(CHATS);
    for (boolean done = false; !done && !stopping; ) {
      try {
        int status = wire.post(update, chat);
        statuses.computeIfAbsent(status, _ -> new LongAdder()).increment();
        done = status == 200;
        if (done) {
          answered.add("demo:" + update);
        } else {
          wire.close();
          LockSupport.parkNanos(AFTER_REFUSAL.toNanos());
        }
      } catch (IOException _) {
        breaks.increment();
        wire.close();
        LockSupport.parkNanos(AFTER_BREAK.toNanos());
      }
    }
  }

  /// A connection that is opened when it is needed. Confined to one thread.
  private final class Reopened {
    private final List<Wire> open = new ArrayList<>(1);

    int post(long update, long chat) throws IOException {
      if (open.isEmpty()) {
        open.add(new Wire(port));
      }
      return open.getFirst().post(update, chat);
    }

    void close() {
      try {
        if (!open.isEmpty()) {
          open.removeFirst().close();
        }
      } catch (IOException _) {
        // it was closed by the other end
      }
    }
  }

  @Override
  public void close() {
    stopping = true;
    try {
      for (var thread : threads) {
        thread.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
