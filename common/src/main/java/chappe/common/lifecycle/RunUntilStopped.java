// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.lifecycle;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a `Main` running until the process is told to stop (SIGTERM, SIGINT) or a loop dies, and
/// closes in both cases.
public final class RunUntilStopped {
  /// The exit code of a process one of whose loops died.
  public static final int LOOP_DIED = 1;

  // Its steps have bounds of their own.
  private static final Duration BOUND = Duration.ofMinutes(5);

  private static final Logger log = LoggerFactory.getLogger(RunUntilStopped.class);

  private RunUntilStopped() {}

  /// Blocks. A signal closes the resource and ends the JVM with the signal's own exit code (143,
  /// 130) without a return from here; a dead loop is one ERROR line, closes the resource and
  /// returns.
  ///
  /// @return the exit code for the caller to exit with
  public static int run(AutoCloseable resource, Supervisor supervisor) {
    var closer = new Closer();
    closer.add("everything", BOUND, resource);
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> close(closer)));
    try {
      var failure = supervisor.awaitFailure();
      log.error("{} ended; the process ends with it", failure.component(), failure.cause());
      close(closer);
      return LOOP_DIED;
    } catch (InterruptedException _) {
      // Whoever interrupts the main thread wants it to end: close, and keep the interrupt for it.
      close(closer);
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private static void close(Closer closer) {
    try {
      closer.close();
    } catch (RuntimeException e) {
      log.warn("not everything closed cleanly", e);
    }
  }
}
