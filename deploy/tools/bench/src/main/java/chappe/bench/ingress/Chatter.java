// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.ingress;

import chappe.simulator.Simulator;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// People who write to a bot of the simulator at a pace. Thread-safe. Closing waits for the last
/// word.
final class Chatter implements AutoCloseable {
  private static final int CHATS = 500;

  private final Set<String> said = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private volatile boolean stopping;

  /// Starts.
  ///
  /// @param nanos monotonic clock
  Chatter(Simulator telegram, String token, int perSecond, LongSupplier nanos) {
    long interval = Duration.ofSeconds(1).toNanos() / perSecond;
    thread =
        Thread.ofPlatform()
            .name("chatter")
            .daemon()
            .start(() -> run(telegram, token, interval, nanos));
  }

  /// The ids, as their records have them, of all that was said.
  Set<String> said() {
    return said;
  }

  private void run(Simulator telegram, String token, long interval, LongSupplier nanos) {
    long due = nanos.getAsLong();
    for (int i = 0; !stopping; i++) {
      for (long wait; (wait = due - nanos.getAsLong()) > 0; ) {
        LockSupport.parkNanos(wait);
      }
      due += interval;
      said.add("demo:" + telegram.say(token, 1000 + i % CHATS, "word " + i));
    }
  }

  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
