// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The end of a server: no new connection, 503 for new requests, and time for those that run. It
/// waits for requests only. Jetty's own graceful stop also waits for every connection to close, and
/// one that a busy client keeps alive makes it fail although nothing was broken off. Thread-safe.
final class Drain extends GracefulHandler {
  private static final long THREADS_MILLIS = 500;

  private final long nanos;

  Drain(Duration time) {
    this.nanos = time.toNanos();
  }

  void addTo(Server server) {
    // this handler does the waiting
    server.setStopTimeout(0);
    if (server.getThreadPool() instanceof QueuedThreadPool pool) {
      pool.setStopTimeout(THREADS_MILLIS);
    }
    server.insertHandler(this);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (isShutdown()) {
      response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
    }
    return super.handle(request, response, callback);
  }

  /// Blocks until the requests that run have ended, or their time is over. An interrupt ends the
  /// waiting and is kept.
  ///
  /// @return whether they have ended
  boolean await() {
    if (!getServer().isRunning()) {
      return true;
    }
    CompletableFuture<Void> idle = shutdown();
    for (Connector connector : getServer().getConnectors()) {
      // closes the port at once; when the last connection will be gone is of no interest
      var _ = connector.shutdown();
    }
    try {
      idle.get(nanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException | ExecutionException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
