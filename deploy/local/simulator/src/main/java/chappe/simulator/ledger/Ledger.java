// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The latest calls, oldest first, in a ring bounded by number and by bytes. Thread-safe; only
/// [#await] waits.
public final class Ledger {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();
  private final int maxCalls;
  private final long maxBytes;
  private @Nullable Entry[] ring = new @Nullable Entry[1024];
  private long next = 1;
  private int size;
  private long bytes;
  private boolean closed;

  /// An empty ledger.
  ///
  /// @param maxCalls how many calls are kept, at least 1
  /// @param maxBytes how many bytes they may take
  public Ledger(int maxCalls, long maxBytes) {
    this.maxCalls = maxCalls;
    this.maxBytes = maxBytes;
  }

  public void add(Entry entry) {
    lock.lock();
    try {
      while (size > 0 && (size >= maxCalls || bytes + entry.bytes() > maxBytes)) {
        dropOldest();
      }
      if (size == ring.length) {
        grow();
      }
      ring[place(next)] = entry;
      next++;
      size++;
      bytes += entry.bytes();
      added.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The calls that a filter wants, oldest first.
  ///
  /// @param limit how many at most
  public List<Call> calls(CallFilter filter, int limit) {
    lock.lock();
    try {
      List<Call> found = new ArrayList<>();
      for (long number = Math.max(next - size, filter.after() + 1);
          number < next && found.size() < limit;
          number++) {
        Entry entry = entry(number);
        if (filter.accepts(entry)) {
          found.add(entry.call(number));
        }
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  /// The calls that a filter wants, as soon as there are enough; fewer when the time is over.
  ///
  /// @throws InterruptedException where the wait is interrupted
  public List<Call> await(CallFilter filter, int count, Duration timeout)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = timeout.toNanos();
      int found = 0;
      long seen = filter.after();
      while (true) {
        for (long number = Math.max(next - size, seen + 1); number < next; number++) {
          found += filter.accepts(entry(number)) ? 1 : 0;
        }
        seen = Math.max(seen, next - 1);
        if (found >= count || left <= 0 || closed) {
          return calls(filter, Integer.MAX_VALUE);
        }
        left = added.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /// The number of the latest call, 0 before the first.
  public long last() {
    lock.lock();
    try {
      return next - 1;
    } finally {
      lock.unlock();
    }
  }

  /// Forgets every call; numbers go on.
  public void clear() {
    lock.lock();
    try {
      Arrays.fill(ring, null);
      size = 0;
      bytes = 0;
    } finally {
      lock.unlock();
    }
  }

  /// Ends whoever waits in [#await], with what there is.
  public void close() {
    lock.lock();
    try {
      closed = true;
      added.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void dropOldest() {
    int oldest = place(next - size);
    bytes -= entry(next - size).bytes();
    ring[oldest] = null;
    size--;
  }

  private void grow() {
    @Nullable Entry[] larger = new @Nullable Entry[ring.length * 2];
    for (long number = next - size; number < next; number++) {
      larger[(int) (number % larger.length)] = ring[place(number)];
    }
    ring = larger;
  }

  private Entry entry(long number) {
    Entry entry = ring[place(number)];
    if (entry == null) {
      throw new IllegalStateException("no call with number " + number);
    }
    return entry;
  }

  private int place(long number) {
    return (int) (number % ring.length);
  }
}
