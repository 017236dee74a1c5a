// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that moves only when it is told to, both ways in which the engine asks for the time.
/// Thread-safe.
final class VirtualTime implements InstantSource, Surroundings.Pause {
  private final Instant start;
  private final AtomicReference<Instant> now;

  VirtualTime(Instant start) {
    this.start = start;
    this.now = new AtomicReference<>(start);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /// Nanoseconds since its start.
  long nanos() {
    return Duration.between(start, now.get()).toNanos();
  }

  /// Lets time pass, at once.
  @Override
  public void pause(Duration duration) {
    now.updateAndGet(it -> it.plus(duration));
  }
}
