// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A server of an earlier run on the same folder, and the file with its process id.
final class Leftover {
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  private Leftover() {}

  /// Waits for such a server to end, ends it if it does not, and removes the file. A process id
  /// that now belongs to another program is left alone: after a crash of the machine ids are given
  /// out anew.
  static void end(Path pidFile, String program) {
    Optional<ProcessHandle> server = processOf(pidFile).filter(found -> runs(found, program));
    if (server.isPresent() && !Waiter.until(PATIENCE, () -> !server.get().isAlive())) {
      server.get().destroyForcibly();
      Waiter.until(PATIENCE, () -> !server.get().isAlive());
    }
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw new EmbeddedException("Cannot remove " + pidFile + ": " + e.getMessage(), e);
    }
  }

  static Optional<ProcessHandle> processOf(Path pidFile) {
    try (var lines = Files.lines(pidFile)) {
      return lines.findFirst().map(String::strip).map(Long::parseLong).flatMap(ProcessHandle::of);
    } catch (IOException | NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static boolean runs(ProcessHandle process, String program) {
    return process
        .info()
        .command()
        .map(Path::of)
        .map(Path::getFileName)
        .map(Path::toString)
        .filter(name -> name.startsWith(program))
        .isPresent();
  }
}
