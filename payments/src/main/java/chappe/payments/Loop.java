// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments;

import chappe.common.lifecycle.Supervisor;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does one thing again and again, on a thread of its own. It survives a database and a Kafka that
/// are away; whatever else it throws ends the process. Thread-safe.
final class Loop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Loop.class);
  private static final Duration AFTER_FAILURE = Duration.ofMillis(500);
  private static final Duration END = Duration.ofSeconds(4);

  private final String name;
  private final Step step;
  private final Semaphore woken = new Semaphore(0);
  private final Thread thread;
  private boolean failing;
  private volatile boolean stopped;

  /// What it does.
  @FunctionalInterface
  interface Step {
    /// Does it once.
    ///
    /// @return how long to wait until the next time, unless woken
    Duration runOnce() throws InterruptedException;
  }

  private Loop(String name, Step step, Supervisor supervisor) {
    this.name = name;
    this.step = step;
    this.thread =
        Thread.ofVirtual()
            .name("chappe-payments-" + name)
            .unstarted(supervisor.watched(name, this::run));
  }

  static Loop start(String name, Step step, Supervisor supervisor) {
    var loop = new Loop(name, step, supervisor);
    loop.thread.start();
    return loop;
  }

  private void run() {
    try {
      while (!stopped) {
        boolean _ = woken.tryAcquire(once().toMillis(), TimeUnit.MILLISECONDS);
        woken.drainPermits();
      }
    } catch (InterruptedException e) {
      // a stop: nobody else interrupts this thread
      Thread.currentThread().interrupt();
    }
  }

  private Duration once() throws InterruptedException {
    try {
      var pause = step.runOnce();
      failing = false;
      return pause;
    } catch (JdbiException | KafkaException e) {
      if (!failing && !stopped) {
        log.atWarn()
            .addKeyValue("loop", name)
            .addKeyValue("error_type", e.getClass().getName())
            .log("cannot be done now; it is tried again");
      }
      failing = true;
      return AFTER_FAILURE;
    }
  }

  /// Does it now.
  void wake() {
    woken.release();
  }

  /// Ends; what it is doing may take some seconds more.
  @Override
  public void close() {
    stopped = true;
    wake();
    try {
      if (!thread.join(END)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      // kept for the caller; the loop ends by itself
      Thread.currentThread().interrupt();
    }
  }
}
