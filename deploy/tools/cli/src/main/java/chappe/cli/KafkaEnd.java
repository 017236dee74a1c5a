// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.lifecycle.CannotStart;
import org.apache.kafka.common.utils.Exit;

/// What happens when the embedded Kafka cannot write its data any more: it halts the process it
/// runs in.
final class KafkaEnd {
  private KafkaEnd() {}

  /// Kafka would halt without a word; this way a person reads why.
  static void tell(Terminal terminal) {
    Exit.setHaltProcedure(
        (_, _) -> {
          terminal
              .err()
              .println(
                  "❌ Kafka cannot write its data any more and ends, and Chappe with it: is the disk"
                      + " full?");
          Runtime.getRuntime().halt(CannotStart.EXIT_CODE);
        });
  }
}
