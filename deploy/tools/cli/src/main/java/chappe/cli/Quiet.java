// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

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

  /// The broker's client of its own controller, which is closed twice, and the one that asks the
  /// controller before it is awake; their loggers are those of all clients, so they are known by
  /// what their lines begin with.
  private static final List<String> OWN_CLIENTS =
      List.of("[NodeToControllerChannelManager", "[AdminClient clientId=stale-registration]");

  private Quiet() {}

  static void always() {
    BROKER.forEach(it -> only(it, Level.ERROR));
    CONTROLLER.forEach(it -> only(it, Level.OFF));
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.addTurboFilter(new OwnClientFilter());
    }
  }

  /// Now clients warn that the others are going.
  static void whileStopping() {
    only("org.apache.kafka", Level.ERROR);
  }

  private static final class OwnClientFilter extends TurboFilter {
    @Override
    public FilterReply decide(
        @Nullable Marker marker,
        Logger logger,
        Level level,
        @Nullable String format,
        Object @Nullable [] values,
        @Nullable Throwable thrown) {
      boolean own = format != null && OWN_CLIENTS.stream().anyMatch(format::startsWith);
      return own ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
  }

  private static void only(String name, Level level) {
    if (LoggerFactory.getLogger(name) instanceof Logger logger) {
      logger.setLevel(level);
    }
  }
}
