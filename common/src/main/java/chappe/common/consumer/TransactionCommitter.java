// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.consumer.Seams.Guard;
import chappe.common.session.SessionChange;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One round, one transaction. Between its begin and its commit there is no call but Kafka's.
///
/// # When the outcome is unknown
///
/// A commit that timed out may have happened, and a producer that failed so must not be asked again
/// (PIPELINE: pitfall 6). A new one with the same transactional id first waits for the old
/// transaction's end ([Producer#initTransactions]); then the group's offsets tell: a round always
/// moves an offset or its map, so it stands if, and only if, one of its offsets does. A round of
/// early records alone moves none, and is sent again: they may appear twice.
final class TransactionCommitter implements Committer {
  private static final Logger log = LoggerFactory.getLogger(TransactionCommitter.class);
  private static final Duration CLOSE = Duration.ofSeconds(2);
  private static final long ADMIN_SECONDS = 10;
  private static final long PAUSE_NANOS = 100_000_000;

  private final Supplier<Producer<String, byte[]>> producers;
  private final Supplier<ConsumerGroupMetadata> membership;
  private final Admin admin;
  private final Seams seams;
  private @Nullable Producer<String, byte[]> producer;
  private boolean abandoned;
  private volatile boolean stopping;

  /// @param producers makes a producer with this instance's transactional id
  /// @param membership the group's newest metadata, taken on the poll thread
  TransactionCommitter(
      Supplier<Producer<String, byte[]>> producers,
      Supplier<ConsumerGroupMetadata> membership,
      Admin admin,
      Seams seams) {
    this.producers = producers;
    this.membership = membership;
    this.admin = admin;
    this.seams = seams;
  }

  @Override
  public void commit(Round round) throws RoundAbortedException {
    if (abandoned) {
      throw new RoundAbortedException(
          new IllegalStateException("an earlier round's outcome is unknown"));
    }
    Producer<String, byte[]> sender = producer();
    try {
      sender.beginTransaction();
      // the commit waits for every send and fails where one did
      for (SessionChange change : round.sessions()) {
        var _ = sender.send(change.logged(), (place, failure) -> note(change, place, failure));
      }
      for (ProducerRecord<String, byte[]> output : round.outputs()) {
        var _ = sender.send(output);
      }
      if (!round.offsets().isEmpty()) {
        sender.sendOffsetsToTransaction(round.offsets(), membership.get());
      }
    } catch (RuntimeException failure) {
      if (!aborted(sender)) {
        letGo();
      }
      throw new RoundAbortedException(failure);
    }
    try {
      sender.commitTransaction();
    } catch (RuntimeException failure) {
      if (aborted(sender)) {
        throw new RoundAbortedException(failure);
      }
      log.atWarn()
          .addKeyValue("error_type", failure.getClass().getName())
          .log(
              "the outcome of a round is unknown: asking for the group's offsets with a new"
                  + " producer");
      letGo();
      if (!seams.guards(Guard.OUTCOME) || !settled(round.offsets())) {
        throw new RoundAbortedException(failure);
      }
    }
  }

  private static void note(
      SessionChange change, RecordMetadata place, @Nullable Exception failure) {
    if (failure == null) {
      change.position(place.offset());
    }
  }

  /// Asks until there is an answer: to send the round again without one could send it twice.
  private boolean settled(Map<TopicPartition, OffsetAndMetadata> offsets)
      throws RoundAbortedException {
    while (true) {
      try {
        producer();
        return stands(offsets);
      } catch (RoundAbortedException unanswered) {
        if (stopping) {
          abandoned = true;
          throw unanswered;
        }
        LockSupport.parkNanos(this, PAUSE_NANOS);
      }
    }
  }

  private static boolean aborted(Producer<String, byte[]> sender) {
    try {
      sender.abortTransaction();
      return true;
    } catch (RuntimeException failure) {
      return false;
    }
  }

  private Producer<String, byte[]> producer() throws RoundAbortedException {
    Producer<String, byte[]> present = producer;
    if (present == null) {
      present = seams.producer().apply(producers.get());
      try {
        present.initTransactions();
      } catch (RuntimeException failure) {
        present.close(Duration.ZERO);
        throw new RoundAbortedException(failure);
      }
      producer = present;
    }
    return present;
  }

  private boolean stands(Map<TopicPartition, OffsetAndMetadata> offsets)
      throws RoundAbortedException {
    if (offsets.isEmpty()) {
      return false;
    }
    String group = membership.get().groupId();
    try {
      Map<TopicPartition, OffsetAndMetadata> standing =
          admin
              .listConsumerGroupOffsets(
                  Map.of(
                      group,
                      new ListConsumerGroupOffsetsSpec()
                          .topicPartitions(Set.copyOf(offsets.keySet()))),
                  new ListConsumerGroupOffsetsOptions().requireStable(true))
              .partitionsToOffsetAndMetadata(group)
              .get(ADMIN_SECONDS, TimeUnit.SECONDS);
      if (!standing.keySet().containsAll(offsets.keySet())) {
        // the client leaves out what is not stable yet, and that is no answer
        throw new RoundAbortedException(
            new IllegalStateException("a transaction on the group's offsets is still open"));
      }
      return offsets.entrySet().stream()
          .anyMatch(entry -> same(entry.getValue(), standing.get(entry.getKey())));
    } catch (ExecutionException | TimeoutException failure) {
      throw new RoundAbortedException(failure);
    } catch (InterruptedException failure) {
      Thread.currentThread().interrupt();
      throw new RoundAbortedException(failure);
    }
  }

  private static boolean same(OffsetAndMetadata ours, @Nullable OffsetAndMetadata standing) {
    return standing != null
        && ours.offset() == standing.offset()
        && ours.metadata().equals(standing.metadata());
  }

  private void letGo() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }

  @Override
  public void stop() {
    stopping = true;
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(CLOSE);
      producer = null;
    }
  }
}
