// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.netcrusher.core.reactor.NioReactor;
import org.netcrusher.tcp.TcpCrusher;
import org.netcrusher.tcp.TcpCrusherBuilder;

/// The network between one worker and the broker. Thread-safe.
final class Link implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final int port;
  private final int brokerPort;
  private final NioReactor reactor;
  private final TcpCrusher crusher;

  /// @param port where the worker connects
  /// @param brokerPort where the broker listens for it
  Link(int port, int brokerPort) {
    this.port = port;
    this.brokerPort = brokerPort;
    try {
      reactor = new NioReactor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    crusher =
        TcpCrusherBuilder.builder()
            .withReactor(reactor)
            .withBindAddress(HOST, port)
            .withConnectAddress(HOST, brokerPort)
            .buildAndOpen();
  }

  int port() {
    return port;
  }

  int brokerPort() {
    return brokerPort;
  }

  /// Breaks all connections and lets no new one in for a while.
  ///
  /// @param silent lets them hang for a while instead
  void cut(boolean silent, Duration away) throws InterruptedException {
    if (silent) {
      crusher.freeze();
      Pause.millis(away.toMillis());
      crusher.unfreeze();
    } else {
      crusher.close();
      Pause.millis(away.toMillis());
      crusher.open();
    }
  }

  @Override
  public void close() {
    crusher.close();
    reactor.close();
  }
}
