// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.ingress;

import chappe.bench.Statistics;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/// A Telegram that posts updates over [#CONNECTIONS] connections, each by a thread of its own.
/// Thread-safe.
final class Load {
  /// As many as Telegram opens where nothing is said (TELEGRAM fact 13).
  static final int CONNECTIONS = 40;

  private static final int CHATS = 5_000;

  private final LongSupplier nanos;
  private final AtomicLong updates = new AtomicLong(1_000_000);
  private final AtomicLong stored = new AtomicLong();

  /// @param nanos monotonic clock
  Load(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// What came of a run.
  ///
  /// @param rate answers of 200 a second
  /// @param millis how long each request took; from when it was due where the load had a pace
  record Run(double rate, double[] millis) {
    double p99() {
      return Statistics.percentile(millis, 0.99);
    }
  }

  /// How many updates were answered 200 in all runs.
  long stored() {
    return stored.get();
  }

  /// As fast as the server answers.
  Run flatOut(int port, Duration time) throws InterruptedException {
    long end = nanos.getAsLong() + time.toNanos();
    return run(port, time, (_, _) -> nanos.getAsLong() < end ? nanos.getAsLong() : Long.MAX_VALUE);
  }

  /// At a pace: requests are due whether the ones before are answered or not.
  Run paced(int port, Duration time, int perSecond) throws InterruptedException {
    long start = nanos.getAsLong();
    long count = time.toSeconds() * perSecond;
    return run(
        port,
        time,
        (connection, done) -> {
          long number = done * CONNECTIONS + connection;
          return number < count
              ? start + number * Duration.ofSeconds(1).toNanos() / perSecond
              : Long.MAX_VALUE;
        });
  }

  /// When a connection's next request is due.
  private interface Pace {
    /// @return on the monotonic clock; `Long.MAX_VALUE`: never again
    long due(int connection, long done);
  }

  private Run run(int port, Duration time, Pace pace) throws InterruptedException {
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      var all =
          threads.invokeAll(
              IntStream.range(0, CONNECTIONS)
                  .<java.util.concurrent.Callable<double[]>>mapToObj(
                      it -> () -> connection(it, port, pace))
                  .toList());
      double[] millis = all.stream().flatMapToDouble(it -> Arrays.stream(of(it))).toArray();
      stored.addAndGet(millis.length);
      return new Run(millis.length * 1e9 / time.toNanos(), millis);
    }
  }

  private double[] connection(int number, int port, Pace pace) throws IOException {
    var random = ThreadLocalRandom.current();
    double[] took = new double[1024];
    int done = 0;
    try (var wire = new Wire(port)) {
      for (long due; (due = pace.due(number, done)) != Long.MAX_VALUE; done++) {
        for (long wait; (wait = due - nanos.getAsLong()) > 0; ) {
          LockSupport.parkNanos(wait);
        }
        int status = wire.post(updates.getAndIncrement(), 1 + random.nextInt(CHATS));
        if (status != 200) {
          throw new IllegalStateException("answered " + status);
        }
        if (done == took.length) {
          took = Arrays.copyOf(took, 2 * done);
        }
        took[done] = (nanos.getAsLong() - due) / 1e6;
      }
    }
    return Arrays.copyOf(took, done);
  }

  private static double[] of(Future<double[]> run) {
    try {
      return run.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the load was not taken", e.getCause());
    }
  }
}
