// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.firing;

import chappe.common.database.Patience;
import chappe.scheduler.store.Instances;
import chappe.scheduler.store.JobStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This instance's right to hold jobs, renewed every second; and the end of that of others who have
/// gone silent. An instance that was frozen learns here, before it releases anything, that its jobs
/// are another's. Thread-safe.
public final class Membership implements Loop.Step {
  private static final Logger log = LoggerFactory.getLogger(Membership.class);

  private static final Duration PACE = Duration.ofSeconds(1);

  /// The database believes in an instance for 5 s after it has heard of it; the instance itself for
  /// a little less after it began to tell.
  private static final long BELIEVED_NANOS = Duration.ofMillis(4500).toNanos();

  /// Jobs may have been left by an instance whose end nobody but itself has seen.
  private static final int LOOK_EVERY = 10;

  private final Instances instances;
  private final JobStore store;
  private final String instance;
  private final Ahead ahead;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Patience patience = new Patience();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long token;
  private long heard;
  private int looks;

  public Membership(
      Instances instances,
      JobStore store,
      String instance,
      Ahead ahead,
      InstantSource clock,
      LongSupplier nanos) {
    this.instances = instances;
    this.store = store;
    this.instance = instance;
    this.ahead = ahead;
    this.clock = clock;
    this.nanos = nanos;
  }

  /// Renews the right, and frees the jobs of those who have gone.
  @Override
  public Duration runOnce() {
    long begin = nanos.getAsLong();
    long mine = token();
    if (mine == 0 || !patience.until(() -> instances.beat(mine))) {
      if (mine != 0) {
        log.warn("this instance was silent for too long: its jobs are another's");
        become(0, begin);
        ahead.clear();
      }
      begin = nanos.getAsLong();
      become(patience.until(() -> instances.register(instance)), begin);
    } else {
      become(mine, begin);
    }
    if (patience.until(instances::bury) > 0 || looks++ % LOOK_EVERY == 0) {
      int freed = patience.until(() -> store.free(clock.instant()));
      if (freed > 0) {
        log.info("{} jobs of an instance that is gone are free", freed);
      }
    }
    return PACE;
  }

  private void become(long next, long begin) {
    lock.lock();
    try {
      token = next;
      heard = begin;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Under which jobs are held; 0: none may be.
  public long token() {
    lock.lock();
    try {
      return token;
    } finally {
      lock.unlock();
    }
  }

  /// Whether what was taken under a token may be released; waits while that is not known, since the
  /// database has not answered or this process stood still.
  boolean confirms(long taken) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (token == taken) {
        if (nanos.getAsLong() - heard < BELIEVED_NANOS) {
          return true;
        }
        boolean _ = changed.await(PACE.toMillis(), TimeUnit.MILLISECONDS);
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  /// Leaves, so that others need not wait for the end of its right.
  void leave() {
    long mine = token();
    become(0, nanos.getAsLong());
    if (mine != 0) {
      store.release(mine, clock.instant());
      instances.leave(mine);
    }
  }
}
