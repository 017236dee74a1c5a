// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/// A Kafka 4.3 broker and its controller in this JVM, on loopback.
///
/// Its logs go through SLF4J under `kafka`, `org.apache.kafka` and `state.change.logger`.
/// Thread-safe.
public final class EmbeddedKafka implements AutoCloseable {
  static final String SETTING = "KAFKA_PORT";
  private static final String CONTROLLER = "CONTROLLER";
  private static final int NODE = 1;
  private static final int TRIES = 3;

  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedKafka(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /// As below, with no settings but our own.
  public static EmbeddedKafka start(Path folder, int port) {
    return start(folder, port, Map.of());
  }

  /// Starts the broker on the logs in the folder, which is formatted the first time, and waits
  /// until it serves. Blocks for a few seconds. The port may differ from start to start.
  ///
  /// @param folder kept from start to start; one broker at a time
  /// @param port 0 takes a free one
  /// @param settings of the broker, over ours
  /// @throws EmbeddedException if the port is taken or the broker does not start
  public static EmbeddedKafka start(Path folder, int port, Map<String, String> settings) {
    Path logs = folder.toAbsolutePath().normalize();
    boolean fresh = format(logs);
    for (int tried = 1; ; tried++) {
      int chosen = LoopbackPort.of(port, SETTING);
      Map<String, Object> all =
          new java.util.HashMap<>(BrokerSettings.of(logs, chosen, LoopbackPort.of(0, SETTING)));
      all.putAll(settings);
      if (!fresh) {
        StaleRegistration.takeBack(logs, all, NODE);
        fresh = true;
      }
      KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(all, false), Time.SYSTEM);
      try {
        server.startup();
        return new EmbeddedKafka(server, chosen);
      } catch (KafkaException e) {
        server.shutdown();
        if (port != 0 || tried == TRIES) {
          throw new EmbeddedException("Kafka did not start: " + e.getMessage(), e);
        }
      }
    }
  }

  public int port() {
    return port;
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /// Stops the broker cleanly. Further calls do nothing.
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  /// @return whether there was nothing yet
  private static boolean format(Path logs) {
    if (Files.exists(logs.resolve("meta.properties"))) {
      return false;
    }
    try {
      Files.createDirectories(logs);
      new Formatter()
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(NODE)
          .setControllerListenerName(CONTROLLER)
          .setDirectories(List.of(logs.toString()))
          .setMetadataLogDirectory(logs.toString())
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .run();
      return true;
    } catch (Exception e) {
      throw new EmbeddedException("Kafka cannot format " + logs + ": " + e.getMessage(), e);
    }
  }
}
