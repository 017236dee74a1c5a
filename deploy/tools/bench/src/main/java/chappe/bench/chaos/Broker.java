// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/// The broker, in a process of its own that can be killed and started again on its data and its
/// ports. Each slot's worker reaches it through a proxy, so each has a listener whose advertised
/// address is the proxy's; the auditor and the load take the direct one. Not thread-safe.
final class Broker implements AutoCloseable {
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final int HEAP_MIB = 700;

  private final Path folder;
  private final int port;
  private final List<Link> links = new ArrayList<>();
  private final List<String> arguments = new ArrayList<>();
  private Jvm jvm;

  Broker(Path folder, Ports ports) {
    this.folder = folder;
    port = ports.free();
    int controller = ports.free();
    var listeners = new StringJoiner(",");
    var advertised = new StringJoiner(",");
    var protocols = new StringJoiner(",");
    listeners.add("BROKER://127.0.0.1:" + port).add("CONTROLLER://127.0.0.1:" + controller);
    advertised.add("BROKER://127.0.0.1:" + port);
    protocols.add("BROKER:PLAINTEXT").add("CONTROLLER:PLAINTEXT");
    for (int slot = 0; slot < Schedule.SLOTS; slot++) {
      Link link = new Link(ports.free(), ports.free());
      links.add(link);
      listeners.add("LINK%d://127.0.0.1:%d".formatted(slot, link.brokerPort()));
      advertised.add("LINK%d://127.0.0.1:%d".formatted(slot, link.port()));
      protocols.add("LINK%d:PLAINTEXT".formatted(slot));
    }
    arguments.addAll(
        List.of(
            folder.resolve("kafka").toString(),
            Integer.toString(port),
            "listeners=" + listeners,
            "advertised.listeners=" + advertised,
            "listener.security.protocol.map=" + protocols,
            "controller.quorum.voters=1@127.0.0.1:" + controller));
    jvm = launch();
  }

  private Jvm launch() {
    Jvm launched = Jvm.start(BrokerMain.class, arguments, HEAP_MIB, folder.resolve("broker.log"));
    launched.awaitReady();
    return launched;
  }

  String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /// The proxied way of a slot's worker.
  Link link(int slot) {
    return links.get(slot);
  }

  /// Takes it down and brings it up again; blocks until it serves.
  void restart(boolean killed, Duration away) throws InterruptedException {
    if (killed) {
      jvm.kill();
    } else {
      jvm.stop(STOP);
    }
    Pause.millis(away.toMillis());
    jvm = launch();
  }

  @Override
  public void close() {
    links.forEach(Link::close);
    try {
      jvm.kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
