// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunUntilStoppedTest {
  /// A process to be stopped, or to die by itself.
  static final class Main {
    public static void main(String[] arguments) {
      var supervisor = new Supervisor();
      if (arguments.length > 0) {
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> supervisor.failed(arguments[0], new IllegalStateException("its loop broke")));
      }
      var main = Thread.currentThread();
      Thread.ofPlatform().daemon().start(() -> announce(main));
      System.exit(RunUntilStopped.run(() -> System.out.println("closed"), supervisor));
    }

    // It can be stopped once it waits.
    private static void announce(Thread main) {
      while (main.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      System.out.println("running");
    }
  }

  @Test
  void aSignalClosesEverything() throws Exception {
    var process = start();
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).isEqualTo("running");
      // By its handle: the process itself would close the streams too.
      process.toHandle().destroy();
      assertThat(out.readLine()).isEqualTo("closed");
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(143);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aDeadLoopEndsTheProcessWithOneErrorLine() throws Exception {
    var process = start("poller");
    try {
      assertThat(process.inputReader(StandardCharsets.UTF_8).readAllAsString()).contains("closed");
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(RunUntilStopped.LOOP_DIED);
      assertThat(process.errorReader(StandardCharsets.UTF_8).readAllAsString())
          .containsOnlyOnce("ERROR")
          .contains("poller ended; the process ends with it");
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(String... arguments) throws Exception {
    var command =
        new java.util.ArrayList<>(
            java.util.List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(java.util.List.of(arguments));
    return new ProcessBuilder(command).start();
  }
}
