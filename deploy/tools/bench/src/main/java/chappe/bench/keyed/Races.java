// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import chappe.bench.peer.Job;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/// Lets contenders run at full speed, one at a time. The rate comes from the broker's own times of
/// the outputs, so it is the same measure for all and costs the run nothing; the first tenth is cut
/// off, and with it the start and the joining of the group.
final class Races {
  private static final double SKIPPED = 0.1;
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration STALL = Duration.ofSeconds(60);

  private final Ground ground;
  private final LongSupplier nanos;
  private int count;

  Races(Ground ground, LongSupplier nanos) {
    this.ground = ground;
    this.nanos = nanos;
  }

  /// What is looked at when all is committed, before the contender stops.
  interface Finish {
    void look() throws InterruptedException;
  }

  /// A group that there was not yet.
  String group() {
    return "bench.race." + ++count;
  }

  /// One run of a new group.
  double race(Talk contender, String who, Run run) throws InterruptedException {
    return race(contender, who, run, group(), () -> {});
  }

  /// One run, from a group's start at the beginning to its last committed offset.
  ///
  /// @return records a second
  /// @throws IllegalStateException where not every record came out exactly once
  double race(Talk contender, String who, Run run, String group, Finish finish)
      throws InterruptedException {
    ground.begin(group, run.input());
    Map<TopicPartition, Long> from = ground.ends(Ground.OUTPUT);
    contender.start(
        new Job(
            ground.clients().bootstrapServers(),
            group,
            run.input(),
            Ground.OUTPUT,
            run.waitMillis(),
            run.more()));
    await(contender, who, group, ground.ends(run.input()));
    finish.look();
    contender.stop();
    Map<TopicPartition, Long> to = ground.ends(Ground.OUTPUT);
    Tally tally = new Outputs(ground).read(run.records(), from, to);
    tally.check(who);
    ground.drop(to);
    return tally.rate(SKIPPED);
  }

  private void await(Talk contender, String who, String group, Map<TopicPartition, Long> ends)
      throws InterruptedException {
    long least = Long.MAX_VALUE;
    long moved = nanos.getAsLong();
    for (long behind; (behind = ground.behind(group, ends)) > 0; Waiter.pause(LOOK)) {
      contender.check();
      if (behind < least) {
        least = behind;
        moved = nanos.getAsLong();
      } else if (nanos.getAsLong() - moved > STALL.toNanos()) {
        throw new IllegalStateException(
            who + " stands still, " + behind + " records before the end");
      }
    }
  }
}
