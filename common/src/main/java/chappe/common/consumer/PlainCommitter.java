// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Outputs first, each acknowledged by all in-sync replicas, then the offsets. Only the poll thread
/// may use the consumer, so a round leaves its offsets here and the poll thread commits the newest
/// of them.
final class PlainCommitter implements Committer {
  private static final Logger log = LoggerFactory.getLogger(PlainCommitter.class);
  private static final Duration CLOSE = Duration.ofSeconds(2);
  private static final Duration COMMIT = Duration.ofSeconds(3);

  private final Producer<String, byte[]> producer;
  private final Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();
  private boolean underWay;

  PlainCommitter(Producer<String, byte[]> producer) {
    this.producer = producer;
  }

  @Override
  public void commit(Round round) throws RoundAbortedException {
    try {
      List<Future<?>> sent = new ArrayList<>(round.outputs().size());
      round.outputs().forEach(output -> sent.add(producer.send(output)));
      for (Future<?> acknowledged : sent) {
        acknowledged.get();
      }
    } catch (ExecutionException | KafkaException failure) {
      throw new RoundAbortedException(failure);
    } catch (InterruptedException failure) {
      Thread.currentThread().interrupt();
      throw new RoundAbortedException(failure);
    }
    synchronized (due) {
      due.putAll(round.offsets());
    }
  }

  /// Commits what is due without waiting; for the poll thread, as often as it comes by.
  void commitDue(Consumer<String, byte[]> consumer) {
    Map<TopicPartition, OffsetAndMetadata> offsets;
    synchronized (due) {
      if (underWay || due.isEmpty()) {
        return;
      }
      underWay = true;
      offsets = new HashMap<>(due);
      due.clear();
    }
    consumer.commitAsync(offsets, this::committed);
  }

  private void committed(Map<TopicPartition, OffsetAndMetadata> offsets, Exception failure) {
    synchronized (due) {
      underWay = false;
      if (failure instanceof RetriableException) {
        offsets.forEach(due::putIfAbsent);
      } else if (failure != null) {
        log.atWarn()
            .addKeyValue("error_type", failure.getClass().getName())
            .log("offsets were not committed; their records come again with the same ids");
      }
    }
  }

  /// Commits what is due and waits for it; for the poll thread, before partitions leave.
  void commitNow(Consumer<String, byte[]> consumer) {
    Map<TopicPartition, OffsetAndMetadata> offsets;
    synchronized (due) {
      offsets = new HashMap<>(due);
      due.clear();
    }
    if (!offsets.isEmpty()) {
      try {
        consumer.commitSync(offsets, COMMIT);
      } catch (KafkaException failure) {
        committed(Map.of(), failure);
      }
    }
  }

  /// Forgets what is due for partitions that are another's by now.
  void forget(Collection<TopicPartition> partitions) {
    synchronized (due) {
      due.keySet().removeAll(partitions);
    }
  }

  @Override
  public void stop() {
    // an output that is sent again bears the same id: there is no outcome to wait for
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
