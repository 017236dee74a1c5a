// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments;

import chappe.common.record.Header;
import chappe.common.record.Traceparent;
import chappe.payments.ledger.Books;
import chappe.payments.ledger.Outgoing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/// Brings what stands in the outbox to Kafka. Confined to its loop.
final class Publisher {
  private static final int MOST = 200;
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Books books;
  private final Producer<String, byte[]> producer;
  private final InstantSource clock;

  Publisher(Books books, Producer<String, byte[]> producer, InstantSource clock) {
    this.books = books;
    this.producer = producer;
    this.clock = clock;
  }

  Duration runOnce() {
    return books.publish(MOST, this::send) == MOST ? Duration.ZERO : PAUSE;
  }

  private void send(List<Outgoing> records) {
    List<Future<?>> sent = new ArrayList<>();
    records.forEach(it -> sent.add(producer.send(record(it))));
    for (Future<?> one : sent) {
      acknowledged(one);
    }
  }

  private ProducerRecord<String, byte[]> record(Outgoing outgoing) {
    return new ProducerRecord<>(
        outgoing.topic().topicName(),
        null,
        outgoing.key().toString(),
        outgoing.value(),
        Header.of(
            outgoing.key().bot(),
            outgoing.id(),
            outgoing.type(),
            clock.millis(),
            Traceparent.fresh()));
  }

  private static void acknowledged(Future<?> sent) {
    try {
      sent.get();
    } catch (ExecutionException e) {
      throw new KafkaException("a record was not taken", e.getCause());
    } catch (InterruptedException e) {
      // kept: the loop that this runs in ends by it
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while Kafka takes a record", e);
    }
  }
}
