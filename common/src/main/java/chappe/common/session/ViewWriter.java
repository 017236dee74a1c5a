// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.session;

import chappe.common.session.SessionView.Batch;
import chappe.common.session.SessionView.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings committed changes into the view. Changes that come while one batch is written make the
/// next, the newest of a session only, so a busy line costs few statements. What is not written at
/// a stop, or while the database is away, is in the log: the next owner reads it from there.
final class ViewWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ViewWriter.class);
  private static final int MOST_SESSIONS = 20_000;
  private static final long PAUSE_MILLIS = 200;

  /// Between two batches: a session that moves often is written about once a second, not fifty
  /// times. Nobody waits for the view, since reads ask the memory first.
  private static final long PACE_NANOS = 800_000_000;

  /// So many sessions do not wait for that: there must be room before handlers have to wait.
  private static final int HURRY_SESSIONS = MOST_SESSIONS / 2;

  private static final Duration END = Duration.ofSeconds(3);

  private final SessionView view;
  private final Consumer<Stretch> written;
  private final Consumer<Throwable> died;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;
  private Stretch next = new Stretch();

  /// Never counted down: what waits on it waits for its time, or for an interrupt.
  private final CountDownLatch interrupted = new CountDownLatch(1);

  private boolean stopping;

  /// Committed changes on their way to the view: per stay and session the newest, and how many it
  /// stands for.
  static final class Stretch {
    final Map<Stay, Map<String, Stay.Unwritten>> sessions = new HashMap<>();
    final Map<Integer, Long> watermarks = new HashMap<>();
    private int size;

    private void add(SessionChange change) {
      Stay.Unwritten before =
          sessions
              .computeIfAbsent(change.stay, _ -> new HashMap<>())
              .merge(
                  change.key,
                  new Stay.Unwritten(change, 1),
                  (older, newer) -> new Stay.Unwritten(newer.newest(), older.changes() + 1));
      if (before.changes() == 1) {
        size++;
      }
      watermarks.merge(change.stay.number, change.position() + 1, Math::max);
    }

    private Batch batch() {
      List<Change> newest = new ArrayList<>(size);
      sessions.forEach(
          (stay, changes) ->
              changes.forEach(
                  (key, it) ->
                      newest.add(
                          new Change(
                              key,
                              stay.number,
                              it.newest().position(),
                              it.newest().value().orElse(SessionStore.NOTHING)))));
      return new Batch(newest, watermarks);
    }
  }

  /// @param written told of each stretch that is in the view now
  /// @param died told of an error that is not the database's
  ViewWriter(SessionView view, Consumer<Stretch> written, Consumer<Throwable> died) {
    this.view = view;
    this.died = died;
    this.written = written;
    this.thread = Thread.ofPlatform().name("chappe-session-view").start(this::run);
  }

  /// Takes the changes of a committed round, in the order of their positions; never blocks.
  void add(List<SessionChange> changes) {
    lock.lock();
    try {
      changes.forEach(next::add);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// How many sessions wait for the next stretch.
  int waiting() {
    lock.lock();
    try {
      return next.size;
    } finally {
      lock.unlock();
    }
  }

  /// Waits while too many sessions are on their way.
  void awaitRoom() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (next.size >= MOST_SESSIONS && !stopping) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    boolean failing = false;
    try {
      for (Stretch stretch = take(0); stretch.size > 0; stretch = take(PACE_NANOS)) {
        Batch batch = stretch.batch();
        while (!apply(batch, failing)) {
          failing = true;
          var _ = interrupted.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
        failing = false;
        written.accept(stretch);
      }
    } catch (InterruptedException e) {
      // a stop: the log has what is not written
    } catch (RuntimeException e) {
      died.accept(e);
    }
  }

  private boolean apply(Batch batch, boolean failing) {
    try {
      view.apply(batch);
      return true;
    } catch (JdbiException e) {
      if (!failing) {
        log.atWarn()
            .addKeyValue("error_type", e.getClass().getName())
            .log("sessions cannot be written to the database; their log has them meanwhile");
      }
      return false;
    }
  }

  /// The next stretch; an empty one at a stop, once everything is taken.
  ///
  /// @param pace how many nanoseconds it may be waited for although there is one
  private Stretch take(long pace) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = pace;
      while (left > 0 && next.size < HURRY_SESSIONS && !stopping) {
        left = changed.awaitNanos(left);
      }
      while (next.size == 0 && !stopping) {
        changed.await();
      }
      Stretch taken = next;
      next = new Stretch();
      changed.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /// Writes what is left, as far as that is quickly done.
  @Override
  public void close() {
    lock.lock();
    try {
      stopping = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      if (!thread.join(END)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      thread.interrupt();
    }
  }
}
