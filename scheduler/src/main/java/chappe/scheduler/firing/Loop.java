// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.firing;

import chappe.common.lifecycle.Supervisor;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A thread that does one step again and again until it is closed; it dies of what a step throws,
/// and its supervisor is told. Thread-safe.
public final class Loop implements AutoCloseable {
  private static final Duration END = Duration.ofSeconds(2);

  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  /// One step; it may block, and ends when interrupted.
  @FunctionalInterface
  public interface Step {
    /// Does it.
    ///
    /// @return how long to wait for the next
    Duration runOnce() throws InterruptedException;
  }

  private Loop(String name, Supervisor supervisor, Step step) {
    this.thread =
        Thread.ofPlatform()
            .name("chappe-scheduler-" + name)
            .unstarted(supervisor.watched(name, () -> run(step)));
  }

  public static Loop start(String name, Supervisor supervisor, Step step) {
    var loop = new Loop(name, supervisor, step);
    loop.thread.start();
    return loop;
  }

  private void run(Step step) {
    try {
      while (stop.getCount() > 0) {
        Duration pause = step.runOnce();
        if (pause.isPositive() && stop.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
          return;
        }
      }
    } catch (InterruptedException _) {
      // only a stop interrupts it
    } catch (RuntimeException e) {
      if (stop.getCount() > 0) {
        throw e;
      }
    }
  }

  /// Ends it; blocks until its step has ended, for 2 s at most.
  @Override
  public void close() {
    stop.countDown();
    thread.interrupt();
    try {
      boolean _ = thread.join(END);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
