// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.command;

import chappe.common.database.BatchedReads;
import chappe.common.database.Patience;
import chappe.scheduler.firing.Ahead;
import chappe.scheduler.firing.Membership;
import chappe.scheduler.store.Applied;
import chappe.scheduler.store.Change;
import chappe.scheduler.store.Job;
import chappe.scheduler.store.JobKey;
import chappe.scheduler.store.JobStore;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The jobs, as those see them who have commands for them: whoever asks while a transaction runs is
/// in the next. Thread-safe.
final class Jobs implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Jobs.class);

  /// How long a job that is just being fired is waited for each time.
  private static final long BUSY_MILLIS = 10;

  private static final String DEADLOCK = "40";

  private final JobStore store;
  private final Membership membership;
  private final Ahead ahead;
  private final InstantSource clock;
  private final BatchedReads<Change, Applied> changes;
  private final Patience patience = new Patience();
  private final CountDownLatch stopped = new CountDownLatch(1);

  /// @param died told of an error that is not the database's
  Jobs(
      JobStore store,
      Membership membership,
      Ahead ahead,
      InstantSource clock,
      Consumer<Throwable> died) {
    this.store = store;
    this.membership = membership;
    this.ahead = ahead;
    this.clock = clock;
    this.changes = new BatchedReads<>("jobs", this::applied, died);
  }

  /// Carries a command out; blocks until it is in the database, and while the job is being fired.
  ///
  /// @throws InterruptedException where the jobs are closed
  Applied apply(Change change) throws InterruptedException {
    while (true) {
      var applied = changes.read(change).orElseThrow();
      switch (applied) {
        case Applied.Done _, Applied.Refused _ -> {
          return applied;
        }
        case Applied.Busy _ -> {
          if (stopped.await(BUSY_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("the jobs are closed");
          }
        }
      }
    }
  }

  /// A job that is not over.
  Optional<Job> find(JobKey key) {
    return patience.until(() -> store.find(key)).filter(it -> !it.isOver());
  }

  List<Job> ofKey(String recordKey) {
    return patience.until(() -> store.ofKey(recordKey));
  }

  private Map<Change, Applied> applied(List<Change> batch) {
    Map<Change, Applied> applied;
    try {
      applied = applyAll(batch);
    } catch (JdbiException e) {
      if (Patience.isAway(e) || state(e).startsWith(DEADLOCK)) {
        throw e;
      }
      // one that the database refuses must not keep the others
      applied = new HashMap<>();
      for (Change change : batch) {
        applied.putAll(applyAlone(change));
      }
    }
    applied.values().forEach(this::hold);
    return applied;
  }

  private Map<Change, Applied> applyAlone(Change change) {
    try {
      return applyAll(List.of(change));
    } catch (JdbiException e) {
      if (Patience.isAway(e) || state(e).startsWith(DEADLOCK)) {
        throw e;
      }
      log.atError().addKeyValue("state", state(e)).log("the database refuses a command");
      return Map.of(change, new Applied.Refused("the database refuses it: " + state(e)));
    }
  }

  private Map<Change, Applied> applyAll(List<Change> batch) {
    return store.apply(batch, membership.token(), clock.instant().plus(Ahead.HORIZON));
  }

  /// What is due soon was taken along with its row.
  private void hold(Applied applied) {
    if (applied instanceof Applied.Done(_, var job)) {
      job.filter(it -> it.state() == Job.State.WAITING)
          .filter(it -> it.lease() != 0 && it.lease() == membership.token())
          .ifPresent(ahead::add);
    }
  }

  private static String state(JdbiException e) {
    return e.getCause() instanceof java.sql.SQLException sql && sql.getSQLState() != null
        ? sql.getSQLState()
        : "";
  }

  @Override
  public void close() {
    stopped.countDown();
    changes.close();
  }
}
