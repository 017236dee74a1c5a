// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import org.slf4j.LoggerFactory;

/// Silences what the embedded Kafka says, as a warning, when all is well. Its clients, which are
/// ours, are heard as ever.
final class Quiet {
  /// The broker's own packages.
  private static final List<String> BROKER =
      List.of(
          "kafka",
          "state.change.logger",
          "org.apache.kafka.coordinator",
          "org.apache.kafka.image",
          "org.apache.kafka.metadata",
          "org.apache.kafka.network",
          "org.apache.kafka.raft",
          "org.apache.kafka.server",
          "org.apache.kafka.storage");

  /// Tell, as errors, of a controller that is not active yet and of heartbeats that a busy laptop
  /// delays.
  private static final List<String> CONTROLLER =
      List.of("org.apache.kafka.controller", "kafka.server.ControllerApis");

  private Quiet() {}

  static void always() {
    BROKER.forEach(it -> only(it, Level.ERROR));
    CONTROLLER.forEach(it -> only(it, Level.OFF));
  }

  /// Now clients and listeners warn that the others are going.
  static void whileStopping() {
    only("org.apache.kafka", Level.ERROR);
  }

  private static void only(String name, Level level) {
    if (LoggerFactory.getLogger(name) instanceof Logger logger) {
      logger.setLevel(level);
    }
  }
}
