// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.firing;

import chappe.scheduler.store.Job;
import chappe.scheduler.store.JobKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The jobs that this instance holds: those that wait on the wheel, and those on their way from it
/// until they are settled. Thread-safe.
public final class Ahead {
  /// What is due so soon is held. Longer than the pause between two fetches, by far.
  public static final Duration HORIZON = Duration.ofSeconds(3);

  /// A clock may jump, so nobody trusts it for longer.
  private static final long NAP_MILLIS = 250;

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition earlier = lock.newCondition();
  private final Set<Held> held = new HashSet<>();
  private final Wheel<Job> wheel;

  /// One moment of one version of a job.
  private record Held(JobKey key, String version, Instant due) {
    static Held of(Job job) {
      return new Held(job.key(), job.version(), job.due().orElse(Instant.EPOCH));
    }
  }

  public Ahead(InstantSource clock) {
    this.clock = clock;
    this.wheel = new Wheel<>(clock.millis());
  }

  /// Takes a job that waits on the wheel; one that is held already is not taken twice.
  public void add(Job job) {
    lock.lock();
    try {
      if (held.add(Held.of(job))) {
        wheel.add(job.due().orElse(Instant.EPOCH).toEpochMilli(), job);
        earlier.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Takes a job that is on its way already.
  ///
  /// @return false: it is held already
  boolean hold(Job job) {
    lock.lock();
    try {
      return held.add(Held.of(job));
    } finally {
      lock.unlock();
    }
  }

  /// Lets a job go that was taken from the wheel or held.
  void done(Job job) {
    lock.lock();
    try {
      held.remove(Held.of(job));
    } finally {
      lock.unlock();
    }
  }

  /// How many are held.
  int size() {
    lock.lock();
    try {
      return held.size();
    } finally {
      lock.unlock();
    }
  }

  /// Forgets all: they are another's.
  void clear() {
    lock.lock();
    try {
      held.clear();
      wheel.clear();
    } finally {
      lock.unlock();
    }
  }

  /// Takes from the wheel what is due within the lead; waits for a moment where nothing is.
  ///
  /// A spurious wake-up is a moment like any other.
  @SuppressWarnings("WaitNotInLoop")
  List<Job> take(long leadMillis, int most) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      var due = wheel.take(clock.millis() + leadMillis, most);
      if (due.isEmpty()) {
        long next = wheel.next().orElse(Long.MAX_VALUE);
        long wait = Math.min(next - leadMillis - clock.millis(), NAP_MILLIS);
        boolean _ = earlier.await(Math.max(wait, 0), TimeUnit.MILLISECONDS);
      }
      return due;
    } finally {
      lock.unlock();
    }
  }
}
