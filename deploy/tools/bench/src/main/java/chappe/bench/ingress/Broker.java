// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.ingress;

import chappe.bench.keyed.Jvm;
import chappe.bench.keyed.Talk;
import java.nio.file.Path;
import java.util.List;

/// A broker that can be stopped and started again, with its data and under its address. Not
/// thread-safe.
final class Broker implements AutoCloseable {
  private final Path folder;
  private Talk talk;
  private final int port;

  /// Starts it; blocks until it serves.
  Broker(Path folder) throws InterruptedException {
    this.folder = folder;
    this.talk = open(0);
    this.port = Integer.parseInt(talk.hear(BrokerMain.READY));
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  /// Stops it in the clean way.
  void stop() {
    talk.close();
  }

  /// Starts it again; blocks until it serves.
  void start() throws InterruptedException {
    talk = open(port);
    var _ = talk.hear(BrokerMain.READY);
  }

  private Talk open(int wanted) {
    return new Talk(
        "broker",
        Jvm.start(BrokerMain.class, List.of(folder.toString(), Integer.toString(wanted))));
  }

  @Override
  public void close() {
    talk.close();
  }
}
