// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.consumer.Committer.RoundAbortedException;
import chappe.common.consumer.Seams.Guard;
import chappe.common.session.SessionChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Commits finished work in rounds, one after the other. A round starts when something is finished
/// and the one before is done: an idle line commits at once, a busy one batches by itself. Work of
/// a round that was aborted stays here and goes with the next; its handlers never run again.
///
/// The loop runs on a thread of its own; the poll thread runs a round too, under the same lock,
/// before partitions leave.
final class Rounds implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Rounds.class);
  private static final int MAX_WORK = 20_000;
  private static final long IDLE_NANOS = 100_000_000;
  private static final long FIRST_PAUSE_NANOS = 20_000_000;
  private static final long MAX_PAUSE_NANOS = 1_000_000_000;

  private final FinishedStack finished;
  private final Committer committer;
  private final LongSupplier nanos;
  private final ConsumerMetrics metrics;
  private final Consumer<List<SessionChange>> sessions;
  private final Seams seams;
  private final ReentrantLock lock = new ReentrantLock(true);

  /// Under the lock: finished, not yet committed, the oldest first.
  private final ArrayDeque<Finished> pending = new ArrayDeque<>();

  private volatile boolean stopping;
  private volatile long failingSince;

  /// @param sessions takes the changes of sessions that were committed, in the order of the log
  Rounds(
      FinishedStack finished,
      Committer committer,
      LongSupplier nanos,
      ConsumerMetrics metrics,
      Consumer<List<SessionChange>> sessions,
      Seams seams) {
    this.finished = finished;
    this.committer = committer;
    this.nanos = nanos;
    this.metrics = metrics;
    this.sessions = sessions;
    this.seams = seams;
  }

  /// Runs rounds until [#stop].
  @Override
  public void run() {
    long pause = FIRST_PAUSE_NANOS;
    while (!stopping) {
      try {
        if (!runOnce()) {
          finished.await(IDLE_NANOS);
        }
        pause = FIRST_PAUSE_NANOS;
      } catch (RoundAbortedException failure) {
        LockSupport.parkNanos(this, pause);
        pause = Math.min(pause * 2, MAX_PAUSE_NANOS);
      }
    }
  }

  /// One round.
  ///
  /// @return whether there was anything to commit
  /// @throws RoundAbortedException where it did not come about; its work goes with the next
  boolean runOnce() throws RoundAbortedException {
    lock.lock();
    try {
      finished.drainTo(pending);
      List<Finished> work = work();
      Map<PartitionState, OffsetAndMetadata> offsets = offsets(work);
      if (work.isEmpty()) {
        return false;
      }
      commit(work, offsets);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Takes the oldest work; what belongs to fenced partitions is dropped here and nowhere else.
  private List<Finished> work() {
    List<Finished> work = new ArrayList<>(Math.min(MAX_WORK, pending.size()));
    while (work.size() < MAX_WORK && !pending.isEmpty()) {
      Finished oldest = pending.remove();
      if (oldest.partition.isFenced() && seams.guards(Guard.FENCE)) {
        metrics.fenced(oldest.records());
        release(oldest);
      } else {
        work.add(oldest);
      }
    }
    return work;
  }

  private Map<PartitionState, OffsetAndMetadata> offsets(List<Finished> work) {
    Set<PartitionState> touched = new HashSet<>();
    PartitionState last = null;
    for (Finished stretch : work) {
      if (stretch.to > stretch.from) {
        stretch.partition.tracker.finish(stretch.from, stretch.to);
        if (stretch.partition != last) {
          last = stretch.partition;
          touched.add(last);
        }
      }
    }
    Map<PartitionState, OffsetAndMetadata> offsets = new HashMap<>();
    for (PartitionState partition : touched) {
      Optional<String> map = partition.tracker.map();
      if (map.isEmpty()) {
        postpone(partition, work);
        map = partition.tracker.map();
      }
      offsets.put(partition, new OffsetAndMetadata(partition.tracker.base(), map.orElseThrow()));
    }
    return offsets;
  }

  /// One character too many would kill the producer: what lies beyond the base waits for it to
  /// move.
  private void postpone(PartitionState partition, List<Finished> work) {
    long base = partition.tracker.base();
    List<Finished> later = new ArrayList<>();
    work.removeIf(
        stretch -> {
          boolean isLater =
              stretch.partition == partition && stretch.from > base && stretch.to > stretch.from;
          if (isLater) {
            partition.tracker.reopen(stretch.from, stretch.to);
            later.add(stretch);
          }
          return isLater;
        });
    // before what was finished after it: outputs of one key stay in order
    later.reversed().forEach(pending::addFirst);
  }

  private void commit(List<Finished> work, Map<PartitionState, OffsetAndMetadata> offsets)
      throws RoundAbortedException {
    long started = nanos.getAsLong();
    Round round = Round.of(work, offsets);
    try {
      committer.commit(round);
    } catch (RoundAbortedException failure) {
      keep(work, failure);
      throw failure;
    }
    failingSince = 0;
    sessions.accept(round.sessions());
    offsets.keySet().forEach(PartitionState::committed);
    int records = 0;
    for (Finished stretch : work) {
      release(stretch);
      records += stretch.records();
    }
    int longestMap =
        offsets.values().stream().mapToInt(offset -> offset.metadata().length()).max().orElse(0);
    metrics.committed(records, nanos.getAsLong() - started, longestMap);
  }

  /// To the front, so that the next round holds all of it: its offsets count as finished already,
  /// and must never be committed without its outputs.
  private void keep(List<Finished> work, RoundAbortedException failure) {
    work.reversed().forEach(pending::addFirst);
    metrics.aborted();
    if (failingSince == 0) {
      failingSince = Math.max(1, nanos.getAsLong());
    }
    log.atWarn()
        .addKeyValue("error_type", String.valueOf(failure.getCause()))
        .log("a round was aborted; it is sent again");
  }

  private static void release(Finished stretch) {
    if (stretch.records() > 0) {
      stretch.partition.inFlight.decrementAndGet();
      stretch.partition.budget.release(stretch.bytes());
    }
  }

  /// Commits all that is finished, waiting for a round under way; for the poll thread, before
  /// partitions leave. A round that is aborted now stays undone: whoever gets the partitions does
  /// it again.
  void flush() {
    try {
      while (runOnce()) {
        // until nothing is left
      }
    } catch (RoundAbortedException failure) {
      log.warn("the last round before partitions left was aborted");
    }
  }

  /// Runs something while no round is under way.
  void between(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }

  /// For how many nanoseconds every round has been failing; 0 where the last one came about.
  long failingNanos() {
    long since = failingSince;
    return since == 0 ? 0 : Math.max(1, nanos.getAsLong() - since);
  }

  /// Ends the loop after the round under way.
  void stop() {
    stopping = true;
    committer.stop();
    finished.wake();
  }
}
