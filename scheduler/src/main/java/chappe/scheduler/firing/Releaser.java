// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.firing;

import chappe.common.lifecycle.Supervisor;
import chappe.common.record.Header;
import chappe.common.record.Traceparent;
import chappe.scheduler.store.Decided;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what is decided, each at its moment and never before; what Kafka does not acknowledge is
/// sent again, with the same id. Anybody may give it work; its steps are one loop's.
final class Releaser implements Loop.Step {
  private static final Logger log = LoggerFactory.getLogger(Releaser.class);
  private static final Duration NAP = Duration.ofMillis(250);

  private final LinkedBlockingQueue<Decided> decided = new LinkedBlockingQueue<>();
  private final AtomicInteger pending = new AtomicInteger();
  private final Waiter waiter = new Waiter();
  private final Membership membership;
  private final Ahead ahead;
  private final Producer<String, byte[]> producer;
  private final BiConsumer<Decided, Instant> acknowledged;
  private final Supervisor supervisor;
  private final InstantSource clock;

  /// @param acknowledged told, on the producer's thread, of what Kafka has, and when it was sent
  Releaser(
      Membership membership,
      Ahead ahead,
      Producer<String, byte[]> producer,
      BiConsumer<Decided, Instant> acknowledged,
      Supervisor supervisor,
      InstantSource clock) {
    this.membership = membership;
    this.ahead = ahead;
    this.producer = producer;
    this.acknowledged = acknowledged;
    this.supervisor = supervisor;
    this.clock = clock;
  }

  /// Gives it a firing, in the order of moments.
  void release(Decided firing) {
    pending.incrementAndGet();
    decided.add(firing);
  }

  /// Waits for a moment until all that it was given is sent.
  void drain() throws InterruptedException {
    waiter.until(() -> pending.get() == 0);
  }

  @Override
  public Duration runOnce() throws InterruptedException {
    var firing = decided.poll(NAP.toMillis(), TimeUnit.MILLISECONDS);
    if (firing != null) {
      waitFor(firing.at());
      if (membership.confirms(firing.job().lease())) {
        send(firing);
      } else {
        ahead.done(firing.job());
      }
      pending.decrementAndGet();
    }
    return Duration.ZERO;
  }

  private void waitFor(Instant moment) throws InterruptedException {
    for (Instant now = clock.instant(); now.isBefore(moment); now = clock.instant()) {
      Duration left = Duration.between(now, moment);
      // a clock may be put back meanwhile: what is decided then goes without waiting for it again
      if (left.compareTo(NAP) > 0) {
        return;
      }
      waiter.pause(left);
    }
  }

  private void send(Decided firing) {
    var output = Output.of(firing.job(), firing.at());
    Instant sent = clock.instant();
    var record =
        new ProducerRecord<>(
            output.topic().topicName(),
            null,
            output.key().toString(),
            output.value(),
            Header.of(
                output.key().bot(),
                output.id(),
                output.type(),
                sent.toEpochMilli(),
                Traceparent.fresh()));
    try {
      var _ =
          producer.send(
              record,
              (_, failure) -> {
                if (failure == null) {
                  acknowledged.accept(firing, sent);
                } else {
                  failed(firing, failure);
                }
              });
    } catch (RuntimeException e) {
      failed(firing, e);
    }
  }

  private void failed(Decided firing, Exception failure) {
    if (failure instanceof RetriableException) {
      log.atWarn()
          .addKeyValue("error_type", failure.getClass().getName())
          .log("a firing was not acknowledged; it is sent again");
      release(firing);
    } else {
      supervisor.failed("releaser", failure);
    }
  }
}
