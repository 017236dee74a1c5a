// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/// Free ports on loopback, from below those that systems give to outgoing connections: a client
/// that reconnects to a stopped broker must not be given the broker's own port.
final class Ports {
  private static final int FIRST = 20_000;
  private static final int BEYOND = 32_000;

  private final Random random = new Random();
  private final Set<Integer> given = new HashSet<>();

  int free() {
    while (true) {
      int port = random.nextInt(FIRST, BEYOND);
      if (given.add(port) && isFree(port)) {
        return port;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
