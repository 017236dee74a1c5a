// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.peer;

import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.CommitMode;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Confluent's Parallel Consumer in its transactional mode, in order by key.
final class ParallelPeer {
  private ParallelPeer() {}

  static AutoCloseable start(Job job, Consumer<Throwable> died) {
    int threads = Integer.parseInt(job.more().getOrDefault("threads", "64"));
    var options =
        ParallelConsumerOptions.<String, byte[]>builder()
            .ordering(ProcessingOrder.KEY)
            .commitMode(CommitMode.PERIODIC_TRANSACTIONAL_PRODUCER)
            .maxConcurrency(threads)
            .consumer(new KafkaConsumer<>(Tuning.consumer(job)))
            .producer(new KafkaProducer<>(Tuning.producer(job)))
            .build();
    ParallelStreamProcessor<String, byte[]> processor =
        ParallelStreamProcessor.createEosStreamProcessor(options);
    processor.subscribe(List.of(job.input()));
    processor.pollAndProduce(record -> output(record.getSingleConsumerRecord(), job));
    return processor;
  }

  private static ProducerRecord<String, byte[]> output(
      ConsumerRecord<String, byte[]> record, Job job) {
    try {
      return new ProducerRecord<>(
          job.output(),
          record.partition(),
          record.key(),
          Work.done(record.value(), job),
          Work.headers(record.headers()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
