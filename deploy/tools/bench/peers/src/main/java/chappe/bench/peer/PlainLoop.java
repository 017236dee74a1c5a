// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.peer;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;

/// The bare transactional loop that anybody would write on `kafka-clients`, tuned: poll, send,
/// offsets, commit, all on one thread. It does the least that is possible: an output has the
/// input's partition number.
final class PlainLoop implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Job job;
  private final KafkaConsumer<String, byte[]> consumer;
  private final KafkaProducer<String, byte[]> producer;
  private final Thread thread;

  private PlainLoop(Job job, Consumer<Throwable> died) {
    this.job = job;
    Properties reading = Tuning.consumer(job);
    reading.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
    consumer = new KafkaConsumer<>(reading);
    producer = new KafkaProducer<>(Tuning.producer(job));
    thread = Thread.ofPlatform().name("plain-loop").unstarted(() -> run(died));
  }

  static AutoCloseable start(Job job, Consumer<Throwable> died) {
    PlainLoop loop = new PlainLoop(job, died);
    loop.thread.start();
    return loop;
  }

  private void run(Consumer<Throwable> died) {
    try (consumer;
        producer) {
      producer.initTransactions();
      consumer.subscribe(List.of(job.input()));
      while (!Thread.currentThread().isInterrupted()) {
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty()) {
          pass(records);
        }
      }
    } catch (WakeupException | InterruptedException e) {
      // a stop
    } catch (Throwable e) {
      died.accept(e);
    }
  }

  private void pass(ConsumerRecords<String, byte[]> records) throws InterruptedException {
    producer.beginTransaction();
    for (ConsumerRecord<String, byte[]> record : records) {
      // the commit waits for every send and fails where one did
      var _ =
          producer.send(
              new ProducerRecord<>(
                  job.output(),
                  record.partition(),
                  record.key(),
                  Work.done(record.value(), job),
                  Work.headers(record.headers())));
    }
    producer.sendOffsetsToTransaction(records.nextOffsets(), consumer.groupMetadata());
    producer.commitTransaction();
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
