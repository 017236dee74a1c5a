// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.bots;

import chappe.common.kafka.KafkaClients;
import chappe.common.lifecycle.Supervisor;
import chappe.common.record.BotAnnouncement;
import chappe.common.record.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What each bot's newest build has announced, followed while the line runs: `chappe.bots` read
/// from its beginning, without a group, by a thread of its own. Where Kafka is away it says what it
/// last knew. Thread-safe; asking never blocks.
public final class AnnouncedBots implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AnnouncedBots.class);

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Duration LAST_STEP = Duration.ofSeconds(3);

  private final Supplier<Consumer<String, byte[]>> readers;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch known = new CountDownLatch(1);
  private final Thread loop;
  private volatile Map<String, BotAnnouncement> newest = Map.of();
  private boolean away;

  /// Starts reading; Kafka may come later.
  ///
  /// @param client a name for the broker's logs
  /// @param supervisor hears of it if the reading ends unasked
  public static AnnouncedBots follow(KafkaClients clients, String client, Supervisor supervisor) {
    return new AnnouncedBots(() -> clients.reader(client), supervisor);
  }

  AnnouncedBots(Supplier<Consumer<String, byte[]>> readers, Supervisor supervisor) {
    this.readers = readers;
    this.loop =
        Thread.ofVirtual()
            .name("announced-bots")
            .start(supervisor.watched("announced bots", this::run));
  }

  /// What a bot has announced; empty where it has not, or where that has not been read yet.
  public Optional<BotAnnouncement> of(String bot) {
    return Optional.ofNullable(newest.get(bot));
  }

  /// Waits until all that was announced so far is known.
  ///
  /// @return whether it is
  /// @throws InterruptedException where the wait is interrupted
  public boolean awaitKnown(Duration most) throws InterruptedException {
    return known.await(most.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void run() {
    try {
      do {
        read();
      } while (!stopped.await(AGAIN.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException _) {
      // closing breaks a wait off
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (var reader = readers.get()) {
      follow(reader);
    } catch (KafkaException e) {
      if (!isStopped() && !away) {
        away = true;
        log.warn("what bots announce cannot be read; what is known of them stays");
        log.debug("not read", e);
      }
    }
  }

  /// Nothing counts before the end is reached: until then a newer build may still come.
  private void follow(Consumer<String, byte[]> reader) {
    var partitions =
        reader.partitionsFor(Topic.BOTS.topicName()).stream()
            .map(it -> new TopicPartition(it.topic(), it.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new KafkaException("the topic is not there");
    }
    reader.assign(partitions);
    reader.seekToBeginning(partitions);
    var ends = reader.endOffsets(partitions);
    Map<String, BotAnnouncement> read = new HashMap<>();
    for (boolean whole = false; !isStopped(); ) {
      var records = reader.poll(POLL);
      records.forEach(it -> Announcements.take(it, read));
      boolean reached = whole || Announcements.hasReached(reader, partitions, ends);
      if (reached && (!whole || !records.isEmpty())) {
        away = false;
        newest = Map.copyOf(read);
        known.countDown();
      }
      whole = reached;
    }
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  /// Stops reading; what is known stays.
  @Override
  public void close() {
    stopped.countDown();
    try {
      // it looks twice a second, unless Kafka is away; an interrupt would end the reader untidily
      if (!loop.join(LAST_STEP)) {
        loop.interrupt();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
