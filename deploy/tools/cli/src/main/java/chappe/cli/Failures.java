// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.dead.DeadLetterException;
import chappe.common.kafka.KafkaSetupException;
import chappe.common.lifecycle.CannotStart;
import chappe.embedded.EmbeddedException;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.ExitCode;

/// Tells a person why a command ended: one line where there is a cure, the stack trace for a fault
/// of ours.
final class Failures {
  private static final String MARK = "❌ ";
  private static final String FULL = "No space left on device";

  private Failures() {}

  /// Tells of the failure.
  ///
  /// @return the exit code
  static int report(Throwable failure, Terminal terminal) {
    Optional<String> line = curable(failure);
    if (line.isPresent()) {
      terminal.err().println(line.get().startsWith(MARK) ? line.get() : MARK + line.get());
      return CannotStart.EXIT_CODE;
    }
    terminal.err().println(MARK + "A fault of Chappe's own:");
    failure.printStackTrace(terminal.err());
    return ExitCode.SOFTWARE;
  }

  private static Optional<String> curable(Throwable failure) {
    return switch (failure) {
      case CannotStart it -> Optional.ofNullable(it.getMessage());
      case EmbeddedException it -> Optional.ofNullable(it.getMessage());
      case DeadLetterException it -> Optional.ofNullable(it.getMessage());
      case KafkaSetupException it -> Optional.of("Kafka: " + it.getMessage());
      default ->
          causes(failure).anyMatch(Failures::isFullDisk)
              ? Optional.of("No room on disk: free some and start again.")
              : Optional.empty();
    };
  }

  private static boolean isFullDisk(Throwable cause) {
    return cause instanceof IOException && String.valueOf(cause.getMessage()).contains(FULL);
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, it -> it != null, Throwable::getCause);
  }
}
