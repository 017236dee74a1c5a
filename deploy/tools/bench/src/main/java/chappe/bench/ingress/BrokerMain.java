// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.ingress;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import chappe.common.lifecycle.Closer;
import chappe.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.LoggerFactory;

/// A broker in a JVM of its own: its folder and port are the arguments. Stops with its input.
public final class BrokerMain {
  static final String READY = "broker";
  private static final Duration STOP = Duration.ofSeconds(15);

  private BrokerMain() {}

  public static void main(String[] arguments) throws IOException {
    for (String name : List.of("kafka", "org.apache.kafka", "state.change.logger")) {
      if (LoggerFactory.getLogger(name) instanceof Logger logger) {
        logger.setLevel(Level.OFF);
      }
    }
    try (var closer = new Closer()) {
      var broker = EmbeddedKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
      closer.add("broker", STOP, broker);
      System.out.println(READY + " " + broker.port());
      while (System.in.read() >= 0) {
        // nothing is asked of it
      }
    }
    System.exit(0);
  }
}
