// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.session.Stay;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// One stay of a partition with this instance, from its assignment to its loss. A partition that
/// comes back gets a new state, so nothing finished for an earlier stay can be committed in a later
/// one.
///
/// The poll thread owns the reading side, the rounds (under their lock) the tracker; the few fields
/// in between are volatile.
final class PartitionState {
  final TopicPartition id;
  final Budget budget;

  /// Under the rounds' lock.
  final OffsetTracker tracker;

  /// Admitted to a queue and not yet committed.
  final AtomicInteger inFlight = new AtomicInteger();

  /// Running in a handler right now.
  final AtomicInteger running = new AtomicInteger();

  private final long restoredBase;
  private final BitSet restored;
  private final ArrayDeque<ConsumerRecord<String, byte[]>> held = new ArrayDeque<>();
  private @Nullable RedeliveryWindow window;
  private long position;

  private volatile @Nullable Stay stay;
  private volatile ParkedKeys parked = new ParkedKeys();
  private volatile boolean leaving;
  private volatile boolean fenced;
  private volatile long base;
  private volatile int runs;

  /// @param base the committed offset
  /// @param finished those finished beyond it, bit n for base + n
  PartitionState(TopicPartition id, long base, BitSet finished, Budget budget) {
    this.id = id;
    this.budget = budget;
    this.tracker = new OffsetTracker(base, finished);
    this.restoredBase = base;
    this.restored = finished;
    this.position = base;
    this.base = base;
    this.runs = tracker.runs();
  }

  /// The stay of its number, whose sessions are up to date; where the consumer has sessions, and
  /// once the number runs.
  Stay stay() {
    Stay present = stay;
    if (present == null) {
      throw new IllegalStateException("the sessions of " + id + " are not read yet");
    }
    return present;
  }

  /// The keys of its number whose records wait; known before the stay begins.
  ParkedKeys parked() {
    return parked;
  }

  void parked(ParkedKeys keys) {
    parked = keys;
  }

  boolean hasStay() {
    return stay != null;
  }

  void stay(Stay entered) {
    stay = entered;
  }

  /// Whether an offset was finished before this stay.
  boolean finishedBefore(long offset) {
    long bit = offset - restoredBase;
    return bit >= 0 && bit < restored.length() && restored.get((int) bit);
  }

  /// The next offset that reading expects; for the poll thread.
  long position() {
    return position;
  }

  void position(long next) {
    position = next;
  }

  /// Records read but not yet admitted, for want of room; for the poll thread.
  ArrayDeque<ConsumerRecord<String, byte[]>> held() {
    return held;
  }

  /// The ids seen lately; for the poll thread, once [#isReady].
  RedeliveryWindow window() {
    var present = window;
    if (present == null) {
      throw new IllegalStateException("the window of " + id + " is not read yet");
    }
    return present;
  }

  void window(RedeliveryWindow read) {
    window = read;
  }

  /// Whether its window stands, so that it may be read.
  boolean isReady() {
    return window != null;
  }

  /// Whether one more record could be admitted such that the map fits whatever finishes first:
  /// either everything from the base fits into a bitmap, or the runs that there could be at worst
  /// do.
  boolean mapHasRoom() {
    long span = position + 1 - base;
    return span <= CompletionMap.MAX_SPAN
        || runs + 2L * (inFlight.get() + 1) <= CompletionMap.maxRuns(span);
  }

  /// Tells the reading side what a committed round left behind; for the rounds.
  void committed() {
    base = tracker.base();
    runs = tracker.runs();
  }

  /// The offset committed last.
  long base() {
    return base;
  }

  /// From now on no task of it is started.
  void leave() {
    leaving = true;
  }

  boolean isLeaving() {
    return leaving;
  }

  /// From now on nothing of it is committed: it may be another's.
  void fence() {
    leaving = true;
    fenced = true;
  }

  boolean isFenced() {
    return fenced;
  }
}
