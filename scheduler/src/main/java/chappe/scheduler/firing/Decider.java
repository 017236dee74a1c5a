// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.firing;

import chappe.common.database.Patience;
import chappe.common.record.ScheduleCommand.Missed;
import chappe.scheduler.store.Decided;
import chappe.scheduler.store.Job;
import chappe.scheduler.store.JobStore;
import chappe.scheduler.store.Settled;
import chappe.scheduler.timing.Schedule.Due;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/// Decides, just before its moment, what fires. Not thread-safe: one loop's.
final class Decider implements Loop.Step {
  /// Jobs of one statement.
  private static final int BATCH = 1_000;

  private final JobStore store;
  private final Membership membership;
  private final Ahead ahead;
  private final Releaser releaser;
  private final FiringMetrics metrics;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Lead lead = new Lead();
  private final Patience patience = new Patience();

  Decider(
      JobStore store,
      Membership membership,
      Ahead ahead,
      Releaser releaser,
      FiringMetrics metrics,
      Clocks clocks) {
    this.store = store;
    this.membership = membership;
    this.ahead = ahead;
    this.releaser = releaser;
    this.metrics = metrics;
    this.clock = clocks.wall();
    this.nanos = clocks.nanos();
  }

  @Override
  public Duration runOnce() throws InterruptedException {
    var due = ahead.take(lead.millis(), BATCH);
    if (!due.isEmpty()) {
      decide(due, membership.token());
    }
    return Duration.ZERO;
  }

  private void decide(List<Job> due, long token) {
    Instant now = clock.instant();
    List<Decided> wanted = new ArrayList<>();
    List<Settled> passed = new ArrayList<>();
    for (Job job : due) {
      if (job.lease() != token) {
        ahead.done(job);
        continue;
      }
      switch (due(job, now)) {
        case Due.Fires(Instant at, int missed) -> {
          metrics.missed(job.key(), missed);
          wanted.add(new Decided(job, at));
        }
        case Due.PassedOver(var next, int missed) -> {
          metrics.missed(job.key(), missed);
          passed.add(new Settled(job, next, job.fired(), false));
        }
      }
    }
    if (!passed.isEmpty()) {
      patience.until(
          () -> {
            store.settle(token, passed);
            return true;
          });
      passed.forEach(it -> ahead.done(it.job()));
    }
    release(wanted, token);
  }

  private static Due due(Job job, Instant now) {
    Instant at = job.due().orElseThrow();
    return job.repeats() || job.missed() == Missed.NONE
        ? job.schedule().due(at, now)
        : new Due.Fires(at, 0);
  }

  private void release(List<Decided> wanted, long token) {
    if (wanted.isEmpty()) {
      return;
    }
    long begin = nanos.getAsLong();
    // sorted, so that statements of several instances never wait for each other in a circle
    wanted.sort(Comparator.comparing(it -> it.job().key()));
    List<Decided> decided = new ArrayList<>(patience.until(() -> store.decide(token, wanted)));
    lead.took(nanos.getAsLong() - begin);
    decided.sort(Comparator.comparing(Decided::at));
    decided.forEach(releaser::release);
    Set<Decided> fires = new HashSet<>(decided);
    wanted.stream().filter(it -> !fires.contains(it)).forEach(it -> ahead.done(it.job()));
  }
}
