// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.telegram;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// An HTTP server down to its socket, so that a test decides what each request meets: an answer,
/// half of one, silence, or a connection cut short. Keeps every request that came in whole.
final class FaultyServer implements AutoCloseable {
  private final ServerSocket server;
  private final Behaviour behaviour;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  final List<Request> requests = new CopyOnWriteArrayList<>();

  /// What a request meets. Returning without an answer leaves the client waiting.
  interface Behaviour {
    void meet(Request request, Reply reply) throws IOException, InterruptedException;
  }

  record Request(String line, String head, String body) {}

  FaultyServer(Behaviour behaviour) {
    this.behaviour = behaviour;
    try {
      this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  int connections() {
    return connections.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        connections.incrementAndGet();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException _) {
        // closed by the test
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var in = socket.getInputStream();
      for (String head = head(in); !head.isEmpty(); head = head(in)) {
        var request =
            new Request(
                head.lines().findFirst().orElseThrow(),
                head,
                new String(in.readNBytes(length(head)), StandardCharsets.UTF_8));
        requests.add(request);
        behaviour.meet(request, new Reply(socket));
      }
    } catch (IOException | InterruptedException _) {
      // the client went away, or the behaviour cut the connection
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    for (int read = in.read(); read >= 0; read = in.read()) {
      head.append((char) read);
      if (head.indexOf("\r\n\r\n") >= 0) {
        return head.toString();
      }
    }
    return "";
  }

  private static int length(String head) {
    return head.lines()
        .filter(it -> it.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .mapToInt(it -> Integer.parseInt(it.substring("content-length:".length()).strip()))
        .findFirst()
        .orElse(0);
  }

  /// What goes back to the client.
  record Reply(Socket socket) {
    void json(int status, String json) throws IOException {
      raw(status, "Content-Type: application/json\r\n", json);
    }

    void raw(int status, String headers, String body) throws IOException {
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      var head =
          "HTTP/1.1 %d Whatever\r\n%sContent-Length: %d\r\n\r\n"
              .formatted(status, headers, bytes.length);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    }

    void bytes(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    }

    /// Ends the connection with a reset.
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /// Ends the connection in good order.
    void end() throws IOException {
      socket.close();
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
