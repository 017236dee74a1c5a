// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A server as a child process that ends with this JVM, even if that is killed with no chance to
/// act.
///
/// A small shell stands between: it holds the reading end of a pipe from here and stops the server
/// when the pipe closes. Both run in a session of their own, so that a Ctrl-C in the terminal
/// reaches this JVM alone and its services can finish what they have begun before their servers go.
final class Child implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(12);
  private static final String GUARD = guard();

  private final Process process;
  private final Path log;

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /// Starts the command; what it prints goes to the log, made anew.
  ///
  /// @param signal what asks this server to stop, such as `TERM`
  static Child start(List<String> command, String signal, Path log) {
    List<String> whole = new ArrayList<>(ownSession());
    whole.addAll(List.of("/bin/sh", "-c", GUARD, "guard", signal));
    whole.addAll(command);
    try {
      return new Child(builder(whole).redirectOutput(log.toFile()).start(), log);
    } catch (IOException e) {
      throw new EmbeddedException("Cannot start " + command.getFirst() + ": " + e.getMessage(), e);
    }
  }

  /// Runs a command to its end and returns its exit code.
  static int run(List<String> command, Path log) {
    try {
      return builder(command).redirectOutput(log.toFile()).start().waitFor();
    } catch (IOException _) {
      return -1;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  /// The last lines of a server's log in one line, for the message of a failed start.
  static String lastWords(Path log) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return lines.stream()
          .skip(Math.max(0, lines.size() - 3))
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .collect(Collectors.joining(" | "));
    } catch (IOException _) {
      return "no log at " + log;
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String lastWords() {
    return lastWords(log);
  }

  /// Stops the server and waits for its end. Further calls do nothing.
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException _) {
      process.destroyForcibly();
    } catch (InterruptedException _) {
      // the guard goes on without us
      Thread.currentThread().interrupt();
    }
  }

  private static ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  private static List<String> ownSession() {
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))
        || Files.isExecutable(Path.of("/bin/setsid"))) {
      return List.of("setsid");
    }
    if (Files.isExecutable(Path.of("/usr/bin/perl"))) {
      return List.of("/usr/bin/perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV;");
    }
    return List.of();
  }

  private static String guard() {
    try (var script = Child.class.getResourceAsStream("guard.sh")) {
      if (script == null) {
        throw new IllegalStateException("guard.sh is not on the class path");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
