// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.broadcast;

import chappe.common.json.Json;
import chappe.common.people.Audience;
import chappe.common.record.Header;
import chappe.common.record.OutboundCommand;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import chappe.common.record.Traceparent;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the commands of broadcasts into the lane of bulk, two minutes' worth at most, so that a
/// pause acts soon. Every sender has one; a broadcast is fed by one at a time. Thread-safe.
public final class Feeder implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Feeder.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final int SECONDS_AHEAD = 120;

  private final Broadcasts broadcasts;
  private final Audience audience;
  private final Producer<String, byte[]> producer;
  private final int rate;
  private final InstantSource clock;
  private final ScheduledExecutorService loop =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("broadcast-feeder").factory());

  private Feeder(
      Broadcasts broadcasts,
      Audience audience,
      Producer<String, byte[]> producer,
      int rate,
      InstantSource clock) {
    this.broadcasts = broadcasts;
    this.audience = audience;
    this.producer = producer;
    this.rate = rate;
    this.clock = clock;
  }

  /// Starts to feed.
  ///
  /// @param producer closed with it
  /// @param rate messages a second that leave the lane
  public static Feeder start(
      Broadcasts broadcasts,
      Audience audience,
      Producer<String, byte[]> producer,
      int rate,
      InstantSource clock) {
    var feeder = new Feeder(broadcasts, audience, producer, rate, clock);
    var _ =
        feeder.loop.scheduleWithFixedDelay(
            feeder::runOnce, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    return feeder;
  }

  private void runOnce() {
    try {
      broadcasts.feed(new IntoTheLane(), clock.instant());
    } catch (JdbiException | IllegalStateException e) {
      // the next time does it: nothing counts as fed that is not
      log.atWarn().addKeyValue("error_type", e.getClass().getName()).log("nothing was fed");
    }
  }

  private final class IntoTheLane implements Broadcasts.Feeding {
    @Override
    public int room(Broadcast broadcast, long fed) {
      int own = broadcast.rate().orElse(Integer.MAX_VALUE);
      long ahead = (long) SECONDS_AHEAD * Math.min(rate, own) - fed;
      // a broadcast with a pace of its own is fed at that pace
      return (int) Math.min(ahead, own);
    }

    @Override
    public Collection<Long> closed(Broadcast broadcast, List<Long> chats) {
      return audience.closed(broadcast.bot(), chats);
    }

    @Override
    public void into(Broadcast broadcast, List<Long> chats) {
      List<Future<?>> sent = new ArrayList<>();
      chats.forEach(it -> sent.add(producer.send(record(broadcast, it))));
      producer.flush();
      try {
        for (Future<?> each : sent) {
          each.get();
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException("Kafka did not take them", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  private ProducerRecord<String, byte[]> record(Broadcast broadcast, long chat) {
    ObjectNode params = broadcast.params().deepCopy();
    params.put("chat_id", chat);
    return new ProducerRecord<>(
        Topic.OUTBOUND_BULK.topicName(),
        null,
        RecordKey.chat(broadcast.bot(), chat).toString(),
        Json.bytes(OutboundCommand.of(broadcast.method(), params)),
        Header.of(
            broadcast.bot(),
            Broadcasts.command(broadcast, chat),
            OutboundCommand.TYPE,
            clock.instant().toEpochMilli(),
            Traceparent.fresh()));
  }

  @Override
  public void close() {
    loop.shutdownNow();
    producer.close(Duration.ofSeconds(2));
  }
}
