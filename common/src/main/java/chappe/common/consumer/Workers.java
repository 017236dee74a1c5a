// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Runs the heads of the ready queues on virtual threads.
///
/// # Leader and followers
///
/// No thread is started per record. A worker takes a ready queue; if more are ready, it starts at
/// most one successor, which clears the flag before it looks for work, and then drains its own
/// queue. So a handler that blocks has a thread of its own, and handlers that do not block share a
/// few.
final class Workers {
  /// After so many records of one key the worker lets other keys pass.
  private static final int QUOTA = 64;

  private final Attempts attempts;
  private final DeadLetters deadLetters;
  private final FinishedStack finished;
  private final ConsumerMetrics metrics;
  private final Consumer<Throwable> died;
  private final FailsafeExecutor<Outcome> retries;
  private final Consumer<Outcome> ended;
  private final Optional<Parking> parking;
  private final ConcurrentLinkedQueue<KeyQueue> ready = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean successorStarting = new AtomicBoolean();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("chappe-handler").factory());
  private volatile boolean stopping;

  /// @param ended told of what each handler left behind, before the next of its queue runs
  /// @param parking none where no key can be parked
  /// @param died told of an error that no dead letter can answer, such as exhausted memory
  Workers(
      Attempts attempts,
      DeadLetters deadLetters,
      FinishedStack finished,
      ConsumerOptions.Retries policy,
      ConsumerMetrics metrics,
      Consumer<Outcome> ended,
      Optional<Parking> parking,
      Consumer<Throwable> died) {
    this.attempts = attempts;
    this.deadLetters = deadLetters;
    this.finished = finished;
    this.metrics = metrics;
    this.ended = ended;
    this.parking = parking;
    this.died = died;
    this.retries = Failsafe.with(policy(policy)).with(threads);
  }

  private static RetryPolicy<Outcome> policy(ConsumerOptions.Retries retries) {
    var policy =
        RetryPolicy.<Outcome>builder()
            .handleIf(
                failure -> !(failure instanceof BadRecordException || failure instanceof Dropped))
            .withMaxAttempts(retries.attempts());
    if (retries.most().compareTo(retries.first()) > 0) {
      policy.withBackoff(retries.first(), retries.most());
    } else {
      policy.withDelay(retries.first());
    }
    return policy.withJitter(retries.jitter()).build();
  }

  /// Makes a queue ready; for the poll thread, after [KeyQueue#add] said so. [#begin] must follow.
  void ready(KeyQueue queue) {
    ready.add(queue);
  }

  /// Lets a worker look for ready queues.
  void begin() {
    if (!ready.isEmpty() && !stopping && successorStarting.compareAndSet(false, true)) {
      threads.execute(this::work);
    }
  }

  private void work() {
    successorStarting.set(false);
    KeyQueue queue = ready.poll();
    while (queue != null) {
      begin();
      drain(queue);
      queue = ready.poll();
    }
  }

  private void drain(KeyQueue queue) {
    boolean more = true;
    for (int quota = QUOTA; more && quota > 0; quota--) {
      if (!run(queue, queue.head())) {
        return;
      }
      more = queue.remove();
    }
    if (more) {
      ready.add(queue);
    }
  }

  /// @return whether the task is over; if not, its retries own the queue
  private boolean run(KeyQueue queue, Task task) {
    if (isDropped(task)) {
      task.drop();
      return true;
    }
    try {
      Optional<Outcome> instead = instead(task);
      finish(task, instead.isPresent() ? instead.get() : attempted(task, 1));
    } catch (Throwable failure) {
      if (!isDropped(task)) {
        checkSurvivable(failure);
        metrics.retried();
        retry(queue, task, failure);
        return false;
      }
      task.drop();
    }
    return true;
  }

  /// What is done with a record that no handler is to see now.
  private Optional<Outcome> instead(Task task) {
    if (parking.isPresent()) {
      return parking.get().instead(task, () -> isDropped(task));
    }
    return Parking.isRelease(task.record()) ? Optional.of(Outcome.NOTHING) : Optional.empty();
  }

  private Outcome attempted(Task task, int attempt) throws Exception {
    Outcome outcome = attempts.attempt(task, attempt);
    return parking.isPresent()
        ? parking.get().settled(task, outcome, () -> isDropped(task))
        : outcome;
  }

  private boolean isDropped(Task task) {
    return stopping || task.partition.isLeaving();
  }

  private void finish(Task task, Outcome outcome) {
    task.outcome = outcome;
    ended.accept(outcome);
    task.letGo();
    finished.push(task);
  }

  /// The first attempt is made already, so the policy's first execution only repeats its failure:
  /// from there on Failsafe counts, waits and holds no thread meanwhile.
  private void retry(KeyQueue queue, Task task, Throwable first) {
    var made = new int[] {1};
    var _ =
        retries
            .getAsync(
                execution -> {
                  if (execution.isFirstAttempt()) {
                    throw first;
                  }
                  made[0] = execution.getAttemptCount() + 1;
                  return again(task, made[0]);
                })
            .whenComplete(
                (outcome, failure) -> {
                  end(task, outcome, failure, made[0]);
                  if (queue.remove()) {
                    ready.add(queue);
                    begin();
                  }
                });
  }

  private Outcome again(Task task, int attempt) throws Exception {
    if (isDropped(task)) {
      throw new Dropped();
    }
    try {
      return attempted(task, attempt);
    } catch (Throwable failure) {
      if (isDropped(task)) {
        throw new Dropped();
      }
      checkSurvivable(failure);
      throw failure;
    }
  }

  private void end(Task task, @Nullable Outcome outcome, @Nullable Throwable failure, int made) {
    if (outcome != null) {
      finish(task, outcome);
    } else if (failure == null || isDropped(task)) {
      task.drop();
    } else {
      metrics.died();
      var letter = deadLetters.letter(task.record(), failure, made);
      try {
        finish(task, dead(task, letter));
      } catch (RuntimeException e) {
        // given up while the database was away
        task.drop();
      }
    }
  }

  private Outcome dead(Task task, ProducerRecord<String, byte[]> letter) {
    Outcome outcome = new Outcome(List.of(letter), List.of());
    if (parking.isEmpty()) {
      return outcome;
    }
    return attempts.parks(task.record())
        ? parking.get().parked(task, letter, () -> isDropped(task))
        : parking.get().settled(task, outcome, () -> isDropped(task));
  }

  private void checkSurvivable(Throwable failure) {
    if (failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError)) {
      died.accept(failure);
    }
  }

  /// From now on no task is started; those running go on.
  void stop() {
    stopping = true;
  }

  /// Interrupts the handlers that still run; after [#stop].
  void interrupt() {
    threads.shutdownNow();
  }

  /// The work was given up: its partition is lost or the consumer stops.
  private static final class Dropped extends RuntimeException {
    Dropped() {
      super("dropped", null, false, false);
    }
  }
}
