// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import chappe.common.lifecycle.Closer;
import chappe.embedded.EmbeddedKafka;
import chappe.embedded.EmbeddedPostgres;
import chappe.embedded.EmbeddedRedis;
import chappe.embedded.TemporaryFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/// The servers in a JVM of their own, in a folder that goes with them: prints their addresses, then
/// serves until its input ends. So they end, and nothing of them stays, whatever becomes of the
/// benchmark.
public final class ServersMain {
  public static final String KAFKA = "kafka";
  public static final String POSTGRES = "postgres";
  public static final String REDIS = "redis";

  /// What most need.
  public static final List<String> ALL = List.of(KAFKA, POSTGRES);

  private static final String DATABASE = "chappe";
  private static final Duration STOP = Duration.ofSeconds(15);

  /// What a run has written is dropped before the next: segments must go at once.
  private static final Map<String, String> SETTINGS =
      Map.of("log.retention.check.interval.ms", "3000", "log.segment.delete.delay.ms", "1000");

  private ServersMain() {}

  public static void main(String[] wanted) throws IOException {
    List.of("kafka", "org.apache.kafka", "state.change.logger").forEach(ServersMain::quieten);
    Closer closer = new Closer();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(closer::close));
    var folder = closer.add("folder", STOP, TemporaryFolder.make()).path();
    for (String server : wanted) {
      System.out.println(server + " " + start(server, folder, closer));
    }
    while (System.in.read() >= 0) {
      // nothing is asked of servers
    }
    System.exit(0);
  }

  private static String start(String server, java.nio.file.Path folder, Closer closer) {
    return switch (server) {
      case KAFKA ->
          closer
              .add(server, STOP, EmbeddedKafka.start(folder.resolve(server), 0, SETTINGS))
              .bootstrapServers();
      case POSTGRES -> {
        var postgres = closer.add(server, STOP, EmbeddedPostgres.start(folder.resolve(server), 0));
        postgres.createDatabase(DATABASE);
        yield postgres.url(DATABASE);
      }
      case REDIS -> closer.add(server, STOP, EmbeddedRedis.start(folder.resolve(server), 0)).url();
      default -> throw new IllegalArgumentException("no such server: " + server);
    };
  }

  private static void quieten(String name) {
    if (LoggerFactory.getLogger(name) instanceof Logger logger) {
      logger.setLevel(Level.OFF);
    }
  }
}
