// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.firing;

import chappe.common.lifecycle.Closer;
import chappe.common.lifecycle.Supervisor;
import chappe.scheduler.store.JobStore;
import org.apache.kafka.clients.producer.Producer;

/// The line from the table to Kafka: jobs are fetched ahead, decided just before their moment,
/// released at it, and settled once Kafka has them. Thread-safe.
public final class Firing implements AutoCloseable {
  private final Closer closer = new Closer();

  /// What the line works with.
  ///
  /// @param membership its loop is started and ended here
  public record Surroundings(
      JobStore store,
      Membership membership,
      Ahead ahead,
      Producer<String, byte[]> producer,
      FiringMetrics metrics,
      Supervisor supervisor,
      Clocks clocks) {}

  /// Starts it. The producer is the caller's, and to be closed after it.
  public Firing(Surroundings around) {
    var store = around.store();
    var membership = around.membership();
    var ahead = around.ahead();
    var clock = around.clocks().wall();
    var settler = new Settler(store, membership, ahead, around.metrics(), clock);
    var releaser =
        new Releaser(
            membership,
            ahead,
            around.producer(),
            settler::acknowledged,
            around.supervisor(),
            clock);
    var decider =
        new Decider(store, membership, ahead, releaser, around.metrics(), around.clocks());
    var fetcher = new Fetcher(store, membership, ahead, releaser, clock);
    // closed from the last to the first: nothing new, then what was decided is sent and settled
    closer.add("membership", membership::leave);
    start("membership", around, membership);
    start("settler", around, settler);
    closer.add("settling", settler::drain);
    closer.add("producer", around.producer()::flush);
    start("releaser", around, releaser);
    closer.add("releasing", releaser::drain);
    start("decider", around, decider);
    start("fetcher", around, fetcher);
  }

  private void start(String name, Surroundings around, Loop.Step step) {
    closer.add(name, Loop.start(name, around.supervisor(), step));
  }

  /// Takes nothing up any more, ends what is decided, and gives the rest back.
  @Override
  public void close() {
    closer.close();
  }
}
