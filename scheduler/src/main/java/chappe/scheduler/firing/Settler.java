// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.firing;

import static java.util.stream.Collectors.groupingBy;

import chappe.common.database.Patience;
import chappe.scheduler.store.Decided;
import chappe.scheduler.store.Job;
import chappe.scheduler.store.JobStore;
import chappe.scheduler.store.Settled;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Writes down what Kafka has acknowledged: what is over leaves, what comes again gets its next
/// moment. Anybody may give it work; its steps are one loop's.
final class Settler implements Loop.Step {
  /// Jobs of one statement.
  private static final int BATCH = 2_000;

  private static final Duration NAP = Duration.ofMillis(250);

  private final LinkedBlockingQueue<Fired> fired = new LinkedBlockingQueue<>();
  private final AtomicInteger pending = new AtomicInteger();
  private final JobStore store;
  private final Membership membership;
  private final Ahead ahead;
  private final FiringMetrics metrics;
  private final InstantSource clock;
  private final Patience patience = new Patience();

  private record Fired(Decided decided, Instant released) {}

  Settler(
      JobStore store,
      Membership membership,
      Ahead ahead,
      FiringMetrics metrics,
      InstantSource clock) {
    this.store = store;
    this.membership = membership;
    this.ahead = ahead;
    this.metrics = metrics;
    this.clock = clock;
  }

  /// Gives it a firing that Kafka has just acknowledged.
  void acknowledged(Decided decided, Instant released) {
    metrics.fired(decided.job(), Duration.between(decided.at(), clock.instant()));
    pending.incrementAndGet();
    fired.add(new Fired(decided, released));
  }

  /// Waits for a moment until all that it was given is written.
  void drain() throws InterruptedException {
    new Waiter().until(() -> pending.get() == 0);
  }

  @Override
  public Duration runOnce() throws InterruptedException {
    var first = fired.poll(NAP.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      List<Fired> batch = new ArrayList<>();
      batch.add(first);
      fired.drainTo(batch, BATCH - 1);
      settle(batch);
      pending.addAndGet(-batch.size());
    }
    return Duration.ZERO;
  }

  private void settle(List<Fired> batch) {
    long token = membership.token();
    Instant soon = clock.instant().plus(Ahead.HORIZON);
    var all = batch.stream().map(it -> settled(it, token, soon)).toList();
    all.stream()
        .collect(groupingBy(it -> it.job().lease()))
        .forEach(
            (lease, some) ->
                patience.until(
                    () -> {
                      store.settle(lease, some);
                      return true;
                    }));
    for (int i = 0; i < all.size(); i++) {
      ahead.done(batch.get(i).decided().job());
      Settled settled = all.get(i);
      if (settled.kept()) {
        settled.next().map(settled.job()::firedUntil).ifPresent(ahead::add);
      }
    }
  }

  private static Settled settled(Fired one, long token, Instant soon) {
    Job job = one.decided().job();
    long times = job.fired() + 1;
    Optional<Instant> next =
        job.repeats()
            ? job.schedule().after(one.decided().at(), one.released(), times)
            : Optional.empty();
    boolean kept = job.lease() == token && next.filter(soon::isAfter).isPresent();
    return new Settled(job, next, times, kept);
  }
}
