// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.lifecycle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Closes what was opened, in reverse order. Each step may take [#STEP]; one that takes longer is
/// interrupted and left behind, so that a stuck part cannot keep the others open. Thread-safe.
public final class Closer implements AutoCloseable {
  /// The time that one step may take where nothing else was said.
  public static final Duration STEP = Duration.ofSeconds(5);

  private final Deque<Step> steps = new ArrayDeque<>();
  private boolean closed;

  /// Something to open with the help of a closer.
  @FunctionalInterface
  public interface Opening<T> {
    T open(Closer closer) throws Exception;
  }

  private record Step(String name, Duration bound, AutoCloseable resource) {}

  /// Opens something of several parts: if one fails, those before it are closed again.
  ///
  /// @throws CannotStart as thrown by the opening; anything else that it throws comes wrapped in an
  ///   [IllegalStateException] unless unchecked
  public static <T> T opening(Opening<T> opening) {
    var closer = new Closer();
    try {
      return opening.open(closer);
    } catch (Exception e) {
      try {
        closer.close();
      } catch (RuntimeException alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw e instanceof RuntimeException unchecked
          ? unchecked
          : new IllegalStateException("could not be opened", e);
    }
  }

  /// Adds a resource that was just opened, to be closed before all those added earlier.
  public <T extends AutoCloseable> T add(String name, T resource) {
    return add(name, STEP, resource);
  }

  /// Adds a resource whose closing may take longer or must take less than [#STEP].
  public synchronized <T extends AutoCloseable> T add(String name, Duration bound, T resource) {
    steps.push(new Step(name, bound, resource));
    if (closed) {
      close();
      throw new IllegalStateException(name + " was opened after everything was closed");
    }
    return resource;
  }

  /// Closes all, waiting for each. A second call waits for the first and does nothing.
  ///
  /// @throws IllegalStateException when all steps were done and some failed; each failure is
  ///   suppressed in it
  @Override
  public synchronized void close() {
    closed = true;
    List<Exception> failures = new ArrayList<>();
    for (Step step; (step = steps.poll()) != null; ) {
      close(step, failures);
    }
    if (!failures.isEmpty()) {
      var failed =
          new IllegalStateException(failures.size() + " of the parts did not close cleanly");
      failures.forEach(failed::addSuppressed);
      throw failed;
    }
  }

  private static void close(Step step, List<Exception> failures) {
    var closing =
        new FutureTask<Boolean>(
            () -> {
              step.resource.close();
              return true;
            });
    Thread.ofVirtual().name("close-" + step.name).start(closing);
    try {
      closing.get(step.bound.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      closing.cancel(true);
      failures.add(
          new TimeoutException(
              step.name + " did not close within " + step.bound.toMillis() + " ms"));
    } catch (ExecutionException e) {
      failures.add(new IllegalStateException(step.name + " failed to close", e.getCause()));
    } catch (InterruptedException e) {
      // The bound still holds for what is left: each remaining step is started, none is waited for.
      Thread.currentThread().interrupt();
      failures.add(e);
    }
  }
}
