// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.ingress;

import chappe.bench.keyed.Talk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/// A running door. Closing ends it in the clean way.
///
/// @param port where it listens
record DoorProcess(Talk talk, int port) implements AutoCloseable {
  /// `kill -9`.
  void kill() {
    talk.kill();
  }

  /// The bytes of its heap in use after a full collection.
  long heap() throws InterruptedException {
    return talk.heap();
  }

  /// The sum of a metric's samples whose line begins like this.
  double metric(String beginning) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var address = URI.create("http://127.0.0.1:" + port + "/metrics");
      return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofLines())
          .body()
          .filter(it -> it.startsWith(beginning))
          .mapToDouble(it -> Double.parseDouble(it.substring(it.lastIndexOf(' ') + 1)))
          .sum();
    }
  }

  @Override
  public void close() {
    talk.close();
  }
}
