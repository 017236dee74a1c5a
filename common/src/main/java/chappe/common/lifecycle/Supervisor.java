// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.lifecycle;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Where loops report their death. The first report makes the process unhealthy ([#check]) and ends
/// it ([RunUntilStopped]): a restarted process is worth more than one whose loop is gone. One per
/// process. Thread-safe.
public final class Supervisor {
  private final CompletableFuture<Failure> failure = new CompletableFuture<>();

  /// A loop that ended although nobody asked it to.
  ///
  /// @param component such as `keyed consumer`
  public record Failure(String component, Throwable cause) {}

  /// Reports a death; only the first counts.
  public void failed(String component, Throwable cause) {
    failure.complete(new Failure(component, cause));
  }

  /// The same loop, with whatever it throws reported. Returning is no failure.
  public Runnable watched(String component, Runnable loop) {
    return () -> {
      try {
        loop.run();
      } catch (Throwable t) {
        failed(component, t);
      }
    };
  }

  /// Passing while no loop has died.
  public Check check() {
    return failure()
        .map(it -> Check.failing("loops", it.component() + " ended: " + kind(it.cause())))
        .orElseGet(() -> Check.passing("loops"));
  }

  public Optional<Failure> failure() {
    return Optional.ofNullable(failure.getNow(null));
  }

  /// Waits until a loop dies: for ever, if none does.
  Failure awaitFailure() throws InterruptedException {
    try {
      return failure.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  // Only the type: a message may quote what a person wrote.
  private static String kind(Throwable cause) {
    return cause.getClass().getSimpleName();
  }
}
