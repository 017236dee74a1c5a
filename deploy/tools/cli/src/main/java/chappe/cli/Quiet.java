// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/// Silences what the embedded Kafka says, as a warning, when all is well.
final class Quiet {
  private Quiet() {}

  /// Its controller warns that it becomes active.
  static void always() {
    only("org.apache.kafka.controller.QuorumController");
  }

  /// Its clients and its listeners warn that the others are going.
  static void whileStopping() {
    only("org.apache.kafka");
    only("kafka");
  }

  private static void only(String name) {
    if (LoggerFactory.getLogger(name) instanceof Logger logger) {
      logger.setLevel(Level.ERROR);
    }
  }
}
