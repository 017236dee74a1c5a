// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.ingress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/// Sends attacks to a door, each on a connection of its own, and looks at the answers, while slow
/// clients hold connections open.
final class Fuzz {
  private static final int SILENCE_MILLIS = 30_000;
  private static final int CUT_OFF_LOOKS = 200;
  private static final long LOOK_NANOS = 100_000_000;
  private static final int EXAMPLES = 20;

  private final int port;
  private final String secret;
  private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
  private final Map<String, String> wrong = new ConcurrentHashMap<>();
  private final LongAdder wrongs = new LongAdder();

  /// What came of it.
  ///
  /// @param statuses how often each was answered; 0: the connection ended without an answer
  /// @param wrong how many answers were wrong
  /// @param examples of them
  /// @param held clients that drip and were not cut off
  record Outcome(Map<Integer, Long> statuses, long wrong, List<String> examples, int held) {
    /// Answers that say that the server is at fault.
    long faults() {
      return statuses.entrySet().stream()
          .filter(it -> it.getKey() >= 500 && it.getKey() != 501 && it.getKey() != 505)
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
  }

  /// @param secret the right one of the bot `demo`
  Fuzz(int port, String secret) {
    this.port = port;
    this.secret = secret;
  }

  /// Sends so many requests; blocks until all are answered.
  Outcome run(long seed, int count, int threads) throws InterruptedException {
    int held;
    try (var slow = new SlowClients(port, secret);
        var workers = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      var running = new ArrayList<Future<?>>();
      for (int i = 0; i < threads; i++) {
        var attacks = new Attacks(seed + i, secret);
        int share = count / threads;
        running.add(workers.submit(() -> attack(attacks, share)));
      }
      for (var one : running) {
        one.get();
      }
      held = awaitCutOff(slow);
    } catch (IOException e) {
      throw new IllegalStateException("the door takes no connections", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the door could not be reached", e.getCause());
    }
    Map<Integer, Long> counted = new TreeMap<>();
    statuses.forEach((status, number) -> counted.put(status, number.sum()));
    return new Outcome(counted, wrongs.sum(), List.copyOf(wrong.values()), held);
  }

  /// A short run ends before slow clients have had their time.
  private static int awaitCutOff(SlowClients slow) {
    for (int i = 0; slow.left() > 0 && i < CUT_OFF_LOOKS; i++) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return slow.left();
  }

  private boolean attack(Attacks attacks, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      var attack = attacks.next();
      int status = send(attack.bytes());
      statuses.computeIfAbsent(status, _ -> new LongAdder()).increment();
      if (!attack.right().contains(status)) {
        wrongs.increment();
        if (wrong.size() < EXAMPLES) {
          wrong.putIfAbsent(
              attack.kind() + status, "%s: answered %d".formatted(attack.kind(), status));
        }
      }
    }
    return true;
  }

  /// The status of the first answer, 0 where there is none.
  private int send(byte[] bytes) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(SILENCE_MILLIS);
      try {
        socket.getOutputStream().write(bytes);
        socket.shutdownOutput();
      } catch (IOException _) {
        // the server had enough; its answer may be there all the same
      }
      return status(socket);
    }
  }

  private static int status(Socket socket) {
    try {
      byte[] line = socket.getInputStream().readNBytes(12);
      return line.length < 12 ? 0 : (line[9] - '0') * 100 + (line[10] - '0') * 10 + line[11] - '0';
    } catch (IOException _) {
      return 0;
    }
  }
}
