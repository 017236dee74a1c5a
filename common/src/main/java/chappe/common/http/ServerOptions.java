// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.http;

import java.time.Duration;

/// Where a server listens, and what it takes. Immutable.
///
/// @param service such as `ingress`
/// @param bindAddress such as `127.0.0.1`
/// @param portSetting the setting that moves the port, such as `INGRESS_PORT`
/// @param port 0 takes a free one
/// @param maxBodyBytes larger bodies are answered 413
/// @param maxHeaderBytes longer request lines and headers are answered 431
/// @param head how long the line and the headers of a request may take to come in; whole seconds
/// @param threads what requests run on
/// @param drain how long requests that run when the server is closed may take to end
public record ServerOptions(
    String service,
    String bindAddress,
    String portSetting,
    int port,
    long maxBodyBytes,
    int maxHeaderBytes,
    Duration head,
    Threads threads,
    Duration drain) {
  /// What requests run on.
  public enum Threads {
    /// A virtual thread each: a route may wait as long as it likes.
    VIRTUAL,

    /// One of the server's own, for routes that never wait: it goes on without a change of threads
    /// where a request comes in.
    OWN
  }

  /// What a body may have where nothing else is said: 1 MiB.
  public static final long MAX_BODY_BYTES = 1 << 20;

  /// What the line and the headers of a request may have where nothing else is said: 8 KiB.
  public static final int MAX_HEADER_BYTES = 8 << 10;

  /// What a request's line and headers may take where nothing else is said: they are one packet,
  /// two at most, and a client that lost both has sent them again by then.
  public static final Duration HEAD = Duration.ofSeconds(10);

  /// What running requests may take to end where nothing else is said: less than a step of closing
  /// may take.
  public static final Duration DRAIN = Duration.ofSeconds(4);

  public ServerOptions(String service, String bindAddress, String portSetting, int port) {
    this(service, bindAddress, portSetting, port, MAX_BODY_BYTES);
  }

  public ServerOptions(
      String service, String bindAddress, String portSetting, int port, long maxBodyBytes) {
    this(service, bindAddress, portSetting, port, maxBodyBytes, MAX_HEADER_BYTES);
  }

  public ServerOptions(
      String service,
      String bindAddress,
      String portSetting,
      int port,
      long maxBodyBytes,
      int maxHeaderBytes) {
    this(
        service,
        bindAddress,
        portSetting,
        port,
        maxBodyBytes,
        maxHeaderBytes,
        HEAD,
        Threads.VIRTUAL,
        DRAIN);
  }

  /// The same with another time for running requests to end.
  public ServerOptions drain(Duration time) {
    return new ServerOptions(
        service, bindAddress, portSetting, port, maxBodyBytes, maxHeaderBytes, head, threads, time);
  }

  /// The same with another time for heads to come in.
  public ServerOptions head(Duration time) {
    return new ServerOptions(
        service,
        bindAddress,
        portSetting,
        port,
        maxBodyBytes,
        maxHeaderBytes,
        time,
        threads,
        drain);
  }

  /// The same with requests on other threads.
  public ServerOptions threads(Threads which) {
    return new ServerOptions(
        service, bindAddress, portSetting, port, maxBodyBytes, maxHeaderBytes, head, which, drain);
  }
}
