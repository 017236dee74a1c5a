// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A Redis on loopback, as a child process that ends with this JVM. Every write goes to its
/// append-only file; it never evicts. Thread-safe.
public final class EmbeddedRedis implements AutoCloseable {
  static final String SETTING = "REDIS_PORT";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int TRIES = 3;

  private final Child child;
  private final int port;

  private EmbeddedRedis(Child child, int port) {
    this.child = child;
    this.port = port;
  }

  /// Starts the server on the data in the folder and waits until it answers. Blocks for a moment.
  ///
  /// @param folder kept from start to start; one server at a time
  /// @param port 0 takes a free one
  /// @throws EmbeddedException if the port is taken or the server does not start
  public static EmbeddedRedis start(Path folder, int port) {
    Path home = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(home);
    } catch (IOException e) {
      throw new EmbeddedException("Cannot prepare " + home + " for Redis: " + e.getMessage(), e);
    }
    Path pidFile = home.resolve("redis.pid");
    Leftover.end(pidFile, "redis-server");
    Path program = Programs.redis(Programs.userCache());
    for (int tried = 1; ; tried++) {
      int chosen = LoopbackPort.of(port, SETTING);
      Child child =
          Child.start(command(program, home, pidFile, chosen), "TERM", home.resolve("redis.log"));
      if (Waiter.until(
              PATIENCE, () -> !child.isAlive() || answer(chosen, "PING").startsWith("+PONG"))
          && child.isAlive()) {
        return new EmbeddedRedis(child, chosen);
      }
      String lastWords = child.lastWords();
      child.close();
      if (port != 0 || tried == TRIES) {
        throw new EmbeddedException("Redis did not start: " + lastWords);
      }
    }
  }

  public int port() {
    return port;
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /// Forgets every key, for a test that starts from nothing.
  public void clear() {
    if (!answer(port, "FLUSHALL").startsWith("+OK")) {
      throw new EmbeddedException("Redis did not forget its keys.");
    }
  }

  /// Stops the server; what it has acknowledged is kept. Further calls do nothing.
  @Override
  public void close() {
    child.close();
  }

  private static List<String> command(Path program, Path home, Path pidFile, int port) {
    return List.of(
        program.toString(),
        "--port",
        Integer.toString(port),
        "--bind",
        "127.0.0.1",
        "--dir",
        home.toString(),
        "--pidfile",
        pidFile.toString(),
        "--appendonly",
        "yes",
        "--save",
        "",
        "--maxmemory-policy",
        "noeviction");
  }

  private static String answer(int port, String command) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      byte[] bytes = new byte[64];
      int length = socket.getInputStream().read(bytes);
      return new String(bytes, 0, Math.max(0, length), StandardCharsets.US_ASCII);
    } catch (IOException _) {
      return "";
    }
  }
}
