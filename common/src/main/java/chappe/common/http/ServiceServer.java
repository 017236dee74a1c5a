// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.http;

import chappe.common.lifecycle.CannotStart;
import chappe.common.lifecycle.Check;
import chappe.common.metrics.Metrics;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/// The HTTP server of one service: `/health/live`, `/health/ready`, `/metrics` and the routes it is
/// given, each request on a virtual thread unless asked otherwise. Every error is `{"error":"…"}`.
/// Thread-safe.
public final class ServiceServer implements AutoCloseable {
  private final Javalin javalin;
  private final Drain drain;
  private final int port;

  private ServiceServer(Javalin javalin, Drain drain) {
    this.javalin = javalin;
    this.drain = drain;
    this.port = javalin.port();
  }

  /// Starts and listens.
  ///
  /// @throws PortTaken where the port is somebody else's
  /// @throws CannotStart where the address is none of this host's
  public static ServiceServer start(
      ServerOptions options, Health health, Metrics metrics, Consumer<RoutesConfig> routes) {
    checkAddress(options.bindAddress());
    var drain = new Drain(options.drain());
    var javalin =
        Javalin.create(
            config -> {
              configure(config, options, drain);
              JsonErrors.add(config.routes);
              config.routes.get("/health/live", it -> answer(it, health.failingLive()));
              config.routes.get("/health/ready", it -> answer(it, health.failingReady()));
              config.routes.get(
                  "/metrics", it -> it.contentType(Metrics.MEDIA_TYPE).result(metrics.text()));
              routes.accept(config.routes);
            });
    return new ServiceServer(javalin.start(), drain);
  }

  private static void configure(JavalinConfig config, ServerOptions options, Drain drain) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    // It would be a thread that holds up the JVM's end for five seconds.
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = options.threads() == ServerOptions.Threads.VIRTUAL;
    config.http.maxRequestSize = options.maxBodyBytes();
    config.http.prefer405over404 = true;
    config.http.defaultContentType = "application/json";
    config.jetty.modifyHttpConfiguration(
        it -> {
          it.setSendServerVersion(false);
          it.setSendXPoweredBy(false);
          it.setRequestHeaderSize(options.maxHeaderBytes());
        });
    config.jetty.addConnector((server, http) -> connector(options, server, http));
    config.jetty.modifyServer(
        it -> {
          it.setErrorHandler(new JsonErrors());
          drain.addTo(it);
        });
  }

  // Bound here and not by Javalin, which would log a taken port as an error of its own before it
  // tells us.
  private static ServerConnector connector(
      ServerOptions options, Server server, HttpConfiguration http) {
    var connector = new ServerConnector(server, new HttpConnectionFactory(http));
    var slow = new SlowHeads(connector, options.head());
    connector.addEventListener(
        new LifeCycle.Listener() {
          @Override
          public void lifeCycleStarted(LifeCycle started) {
            slow.start();
          }
        });
    connector.setHost(options.bindAddress());
    connector.setPort(options.port());
    try {
      connector.open();
    } catch (IOException e) {
      var cause = e.getCause() instanceof BindException bind ? bind : e;
      throw new PortTaken(
          options.portSetting(), options.port(), String.valueOf(cause.getMessage()), e);
    }
    return connector;
  }

  private static void answer(Context context, List<Check.Failing> failing) {
    var body = JsonNodeFactory.instance.objectNode();
    body.put("status", failing.isEmpty() ? "ok" : "failing");
    var reasons = body.putObject("failing");
    failing.forEach(it -> reasons.put(it.name(), it.reason()));
    context
        .status(failing.isEmpty() ? 200 : 503)
        .contentType("application/json")
        .result(body.toString());
  }

  private static void checkAddress(String address) {
    try {
      var local = InetAddress.getByName(address);
      if (!local.isAnyLocalAddress() && NetworkInterface.getByInetAddress(local) == null) {
        throw new CannotStart(
            "❌ BIND_ADDRESS is no address of this host; 127.0.0.1 is one, 0.0.0.0 means all");
      }
    } catch (IOException e) {
      throw new CannotStart(
          "❌ BIND_ADDRESS cannot be resolved; 127.0.0.1 and 0.0.0.0 always can", e);
    }
  }

  /// The port on which it listens.
  public int port() {
    return port;
  }

  /// Takes no more requests, lets those that run end for as long as the options say, then stops
  /// within half a second. Called again it does nothing.
  ///
  /// @throws IllegalStateException where requests did not end in time and were broken off
  @Override
  public synchronized void close() {
    boolean ended = drain.await();
    javalin.stop();
    if (!ended) {
      throw new IllegalStateException("requests that ran did not end in time");
    }
  }
}
