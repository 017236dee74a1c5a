// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Where finished work waits for its round. Any thread pushes, one at a time takes all. A
/// compare-and-set stack, turned over when taken, so the order in which work was finished is kept.
final class FinishedStack {
  private final AtomicReference<@Nullable Finished> top = new AtomicReference<>();
  private volatile @Nullable Thread sleeper;

  void push(Finished finished) {
    Finished before;
    do {
      before = top.get();
      finished.below = before;
    } while (!top.compareAndSet(before, finished));
    if (before == null) {
      wake();
    }
  }

  /// Moves everything to the end of a queue, the oldest first.
  void drainTo(ArrayDeque<Finished> queue) {
    Finished reversed = null;
    Finished at = top.getAndSet(null);
    while (at != null) {
      Finished below = at.below;
      at.below = reversed;
      reversed = at;
      at = below;
    }
    while (reversed != null) {
      Finished next = reversed.below;
      reversed.below = null;
      queue.add(reversed);
      reversed = next;
    }
  }

  boolean isEmpty() {
    return top.get() == null;
  }

  /// Waits until something is there, someone calls [#wake], or the time is over. For one thread.
  void await(long nanos) {
    sleeper = Thread.currentThread();
    if (isEmpty()) {
      LockSupport.parkNanos(this, nanos);
    }
    sleeper = null;
  }

  void wake() {
    Thread waiting = sleeper;
    if (waiting != null) {
      LockSupport.unpark(waiting);
    }
  }
}
