// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;

/// Cuts off clients whose request's head does not come to its end: each byte that drips in begins
/// the server's idle time anew, so a connection could be held for ever. Looks at all connections
/// once a second, on the connector's scheduler; a head that is seen unfinished more often than it
/// has seconds ends its connection.
final class SlowHeads implements Runnable {
  private final ServerConnector connector;
  private final long longest;
  private Map<EndPoint, Unfinished> unfinished = new HashMap<>();

  /// @param requests that the connection had before this one
  private record Unfinished(long requests, int looks) {}

  /// @param longest what a head may take
  SlowHeads(ServerConnector connector, Duration longest) {
    this.connector = connector;
    this.longest = longest.toSeconds();
  }

  void start() {
    var _ = connector.getScheduler().schedule(this, 1, TimeUnit.SECONDS);
  }

  @Override
  public void run() {
    try {
      look();
    } finally {
      if (connector.isRunning()) {
        start();
      }
    }
  }

  private void look() {
    Map<EndPoint, Unfinished> seen = new HashMap<>();
    for (EndPoint client : connector.getConnectedEndPoints()) {
      if (client.getConnection() instanceof HttpConnection connection && isUnfinished(connection)) {
        long requests = connection.getMessagesIn();
        var before = unfinished.get(client);
        int looks = before == null || before.requests != requests ? 1 : before.looks + 1;
        if (looks > longest) {
          client.close(new TimeoutException("a request's head took too long"));
        } else {
          seen.put(client, new Unfinished(requests, looks));
        }
      }
    }
    unfinished = seen;
  }

  private static boolean isUnfinished(HttpConnection connection) {
    var parser = connection.getParser();
    return parser.inHeaderState() && !parser.isStart();
  }
}
