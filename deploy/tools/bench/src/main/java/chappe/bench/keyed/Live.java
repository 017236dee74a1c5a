// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import chappe.bench.peer.Job;
import java.time.Duration;
import java.util.BitSet;
import java.util.Map;

/// What figures on a running line share: a topic of their own, since the ids of an earlier run
/// would be taken for redeliveries, and outputs that must each come once. Thread-safe.
final class Live {
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Hall hall;
  private final String topic;
  private final BitSet seen = new BitSet();
  private int doubled;

  /// @param topic a new one, and the name of the group that reads it
  Live(Hall hall, String topic) throws InterruptedException {
    this.hall = hall;
    this.topic = topic;
    hall.ground.make(topic);
    hall.ground.begin(topic, topic);
  }

  /// The job of one instance.
  Job job(Map<String, String> more) {
    return new Job(hall.ground.clients().bootstrapServers(), topic, topic, Ground.OUTPUT, 0, more);
  }

  /// Notes an output.
  synchronized void note(int number) {
    if (seen.get(number)) {
      doubled++;
    }
    seen.set(number);
  }

  private synchronized int count() {
    return seen.cardinality();
  }

  /// Waits until so many are out, and throws where they do not come or one came twice.
  void awaitAll(int sent, Watch watch) throws InterruptedException {
    long end = hall.nanos.getAsLong() + PATIENCE.toNanos();
    while (count() < sent && hall.nanos.getAsLong() < end) {
      watch.check();
      Waiter.pause(LOOK);
    }
    check(sent);
  }

  private synchronized void check(int sent) {
    if (count() < sent || doubled > 0) {
      throw new IllegalStateException(
          "%d of %d records were lost and %d doubled; no figure is worth anything then"
              .formatted(sent - count(), sent, doubled));
    }
  }
}
