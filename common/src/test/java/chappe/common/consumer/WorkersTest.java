// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class WorkersTest {
  private final Budget budget = new Budget(10, 1_000);
  private final PartitionState partition =
      new PartitionState(new TopicPartition("in", 0), 0, new BitSet(), budget);
  private final FinishedStack finished = new FinishedStack();

  @Test
  void whatWaitsAsItsPartitionLeavesTakesNoRoomAnyMore() {
    Workers workers = workers((_, _) -> {});
    partition.leave();

    workers.ready(new KeyQueue(task()));
    workers.begin();

    await().until(() -> budget.records() == 0);
    assertThat(finished.isEmpty()).isTrue();
  }

  @Test
  void whatFailsAsItsPartitionLeavesTakesNoRoomAnyMore() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch left = new CountDownLatch(1);
    Workers workers =
        workers(
            (_, _) -> {
              running.countDown();
              left.await();
              throw new IllegalStateException("broken on purpose");
            });
    workers.ready(new KeyQueue(task()));
    workers.begin();
    running.await();

    partition.leave();
    left.countDown();

    await().until(() -> budget.records() == 0);
    assertThat(finished.isEmpty()).isTrue();
  }

  @Test
  void whatWaitsForItsNextAttemptAsItsPartitionLeavesTakesNoRoomAnyMore() throws Exception {
    CountDownLatch failed = new CountDownLatch(1);
    Workers workers =
        workers(
            (_, _) -> {
              failed.countDown();
              throw new IllegalStateException("broken on purpose");
            });
    workers.ready(new KeyQueue(task()));
    workers.begin();
    failed.await();

    await().during(Duration.ofMillis(50)).until(() -> budget.records() == 1);
    partition.leave();

    await().until(() -> budget.records() == 0);
    assertThat(finished.isEmpty()).isTrue();
  }

  private Task task() {
    Task task = new Task(partition, new ConsumerRecord<>("in", 0, 0, "demo:1", new byte[10]));
    partition.inFlight.incrementAndGet();
    budget.take(task.bytes());
    return task;
  }

  private Workers workers(RecordHandler handler) {
    ConsumerMetrics metrics = new ConsumerMetrics("dispatcher", new CollectorRegistry());
    Outputs outputs = new Outputs(1, InstantSource.system());
    return new Workers(
        new Attempts(
            handler,
            outputs,
            new EarlyRecords(outputs, finished),
            Optional.empty(),
            System::nanoTime,
            metrics),
        new DeadLetters("dispatcher", InstantSource.system()),
        finished,
        new ConsumerOptions.Retries(3, Duration.ofMillis(400), Duration.ofMillis(400), 0.1),
        metrics,
        _ -> {},
        Optional.empty(),
        _ -> {});
  }
}
