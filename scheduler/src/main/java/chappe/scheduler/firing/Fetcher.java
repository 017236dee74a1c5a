// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.firing;

import chappe.common.database.Patience;
import chappe.scheduler.store.Decided;
import chappe.scheduler.store.Job;
import chappe.scheduler.store.JobStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Fetches what will soon be due. Not thread-safe: one loop's.
final class Fetcher implements Loop.Step {
  /// Jobs of one statement.
  private static final int BATCH = 2_000;

  /// Jobs that one instance holds at most.
  private static final int MOST = 20_000;

  private static final Duration PACE = Duration.ofMillis(250);
  private static final Duration ROOM = Duration.ofMillis(5);

  /// What is held and has not moved for so long has been lost on its way: an answer of the database
  /// did not arrive.
  private static final Duration LOST = Duration.ofSeconds(10);

  private final JobStore store;
  private final Membership membership;
  private final Ahead ahead;
  private final Releaser releaser;
  private final InstantSource clock;
  private final Patience patience = new Patience();
  private Instant looked;

  Fetcher(
      JobStore store, Membership membership, Ahead ahead, Releaser releaser, InstantSource clock) {
    this.store = store;
    this.membership = membership;
    this.ahead = ahead;
    this.releaser = releaser;
    this.clock = clock;
    this.looked = clock.instant();
  }

  @Override
  public Duration runOnce() {
    long token = membership.token();
    if (token == 0 || ahead.size() + BATCH > MOST) {
      return ROOM;
    }
    Instant now = clock.instant();
    var jobs = patience.until(() -> store.fetch(token, now, now.plus(Ahead.HORIZON), BATCH));
    take(jobs);
    if (now.isAfter(looked.plus(LOST)) || now.isBefore(looked)) {
      looked = now;
      take(patience.until(() -> store.lost(token, now.minus(LOST), BATCH)));
    }
    return jobs.size() < BATCH ? PACE : Duration.ZERO;
  }

  private void take(List<Job> jobs) {
    for (Job job : jobs) {
      if (job.state() != Job.State.FIRING) {
        ahead.add(job);
      } else if (ahead.hold(job)) {
        releaser.release(new Decided(job, job.due().orElseThrow()));
      }
    }
  }
}
