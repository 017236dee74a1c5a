// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// Chooses and checks ports on loopback.
///
/// Free ones are taken from below the range that systems use for outgoing connections: a client
/// that reconnects to a stopped server would otherwise now and then be given the server's own port,
/// connect to itself and keep the server from coming back.
final class LoopbackPort {
  private static final int FIRST = 20_000;
  private static final int BEYOND = 32_000;
  private static final int TRIES = 1_000;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private LoopbackPort() {}

  /// The port itself if it can be listened on, a free one for 0.
  static int of(int port, String setting) {
    if (port == 0) {
      return free();
    }
    if (isTaken(port)) {
      throw new EmbeddedException(
          "Port %d is taken: stop what listens there, or choose another with %s (%s=0 takes a free one)."
              .formatted(port, setting, setting));
    }
    return port;
  }

  private static int free() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, BEYOND);
      if (GIVEN.add(port) && !isTaken(port)) {
        return port;
      }
    }
    throw new EmbeddedException("No free port between " + FIRST + " and " + BEYOND + ".");
  }

  static boolean isTaken(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return false;
    } catch (IOException _) {
      return true;
    }
  }
}
