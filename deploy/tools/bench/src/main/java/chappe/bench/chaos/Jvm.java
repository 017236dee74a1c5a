// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A child JVM with the class path of this one. It ends when this process ends. Thread-safe.
final class Jvm {
  /// What a child says on standard output when it works.
  static final String READY = "ready";

  private final Process process;
  private final Path log;
  private volatile boolean endExpected;

  private Jvm(Process process, Path log) {
    this.process = process;
    this.log = log;
    // a frozen one does not see that this process has gone
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
  }

  /// Starts a main class.
  ///
  /// @param log where its standard error is appended
  static Jvm start(Class<?> main, List<String> arguments, int heapMib, Path log) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx" + heapMib + "m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(arguments);
    try {
      return new Jvm(
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start(),
          log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Blocks until it says that it works.
  ///
  /// @throws IllegalStateException where it ends first
  void awaitReady() {
    try {
      var lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(READY)) {
          return;
        }
      }
      throw new IllegalStateException("a process ended before it was ready: see " + log);
    } catch (IOException e) {
      throw new IllegalStateException("a process ended before it was ready: see " + log, e);
    }
  }

  /// `kill -9`, and its end awaited.
  void kill() throws InterruptedException {
    endExpected = true;
    process.destroyForcibly().waitFor();
  }

  /// SIGTERM, and its end awaited; killed where that takes too long.
  ///
  /// @return whether it ended by itself
  boolean stop(Duration most) throws InterruptedException {
    endExpected = true;
    process.destroy();
    if (process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
      return true;
    }
    kill();
    return false;
  }

  void freeze() throws InterruptedException {
    signal("-STOP");
  }

  void thaw() throws InterruptedException {
    signal("-CONT");
  }

  private void signal(String name) throws InterruptedException {
    try {
      new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Completes when it ends, with whether that was expected.
  CompletableFuture<Boolean> end() {
    return process.onExit().thenApply(_ -> endExpected);
  }

  boolean isAlive() {
    return process.isAlive();
  }
}
