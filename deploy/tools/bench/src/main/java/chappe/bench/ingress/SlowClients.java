// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.ingress;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Clients that hold connections open while others are served: some announce a body and send none
/// of it, some send a byte of their headers or of their body now and then, for ever. Closing lets
/// all connections go.
final class SlowClients implements AutoCloseable {
  private static final int OF_EACH = 50;
  private static final long BETWEEN_BYTES_NANOS = 700_000_000;

  private final List<Socket> silent;
  private final List<Drip> dripping = new ArrayList<>();
  private final Thread thread;
  private volatile boolean stopping;
  private volatile int left;

  private record Drip(Socket socket, String what) {}

  /// Opens their connections.
  SlowClients(int port, String secret) throws IOException {
    var line = "POST " + Wire.PATH + " HTTP/1.1\r\nHost: x\r\n";
    var head =
        line + "X-Telegram-Bot-Api-Secret-Token: " + secret + "\r\nContent-Length: 900\r\n\r\n{";
    silent = open(port, head);
    open(port, line).forEach(it -> dripping.add(new Drip(it, "X-Slow: y\r\n")));
    open(port, head).forEach(it -> dripping.add(new Drip(it, " ")));
    left = dripping.size();
    thread = Thread.ofPlatform().name("drips").daemon().start(this::run);
  }

  /// How many of those that drip the server still holds.
  int left() {
    return left;
  }

  private void run() {
    for (int i = 0; !stopping; i++) {
      int number = i;
      dripping.removeIf(it -> !drips(it, number));
      left = dripping.size();
      LockSupport.parkNanos(BETWEEN_BYTES_NANOS);
    }
  }

  private static boolean drips(Drip drip, int number) {
    try {
      drip.socket.getOutputStream().write(drip.what.charAt(number % drip.what.length()));
      return true;
    } catch (IOException _) {
      close(drip.socket);
      return false;
    }
  }

  private static List<Socket> open(int port, String beginning) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < OF_EACH; i++) {
      var socket = new Socket(InetAddress.getLoopbackAddress(), port);
      sockets.add(socket);
      socket.getOutputStream().write(beginning.getBytes(US_ASCII));
    }
    return sockets;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // it was closed by the door
    }
  }

  @Override
  public void close() {
    stopping = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    dripping.forEach(it -> close(it.socket));
    silent.forEach(SlowClients::close);
  }
}
