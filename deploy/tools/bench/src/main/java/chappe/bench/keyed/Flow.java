// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/// Records at an even pace, numbered on from phase to phase. Confined to one thread.
final class Flow {
  private static final Duration STEP = Duration.ofMillis(1);

  private final Inputs inputs;
  private final String topic;
  private final LongSupplier nanos;
  private final Sending sending;
  private int count;

  /// Told of each record before it is sent.
  interface Sending {
    void at(int number, long nanos);
  }

  /// Whether a phase is not over yet.
  interface Phase {
    boolean goesOn() throws InterruptedException;
  }

  Flow(Inputs inputs, String topic, LongSupplier nanos, Sending sending) {
    this.inputs = inputs;
    this.topic = topic;
    this.nanos = nanos;
    this.sending = sending;
  }

  /// How many were sent.
  int count() {
    return count;
  }

  /// Sends for a time.
  void run(Duration time, int perSecond, LongUnaryOperator keys) throws InterruptedException {
    long end = nanos.getAsLong() + time.toNanos();
    run(perSecond, keys, () -> nanos.getAsLong() < end);
  }

  /// Sends while the phase goes on, which is asked every millisecond, and waits until the broker
  /// has all.
  void run(int perSecond, LongUnaryOperator keys, Phase phase) throws InterruptedException {
    long started = nanos.getAsLong();
    int first = count;
    while (phase.goesOn()) {
      long due = (nanos.getAsLong() - started) * perSecond / 1_000_000_000L;
      while (count - first <= due) {
        sending.at(count, nanos.getAsLong());
        inputs.send(topic, count, keys.applyAsLong(count));
        count++;
      }
      Waiter.pause(STEP);
    }
    inputs.flush();
  }
}
