// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import chappe.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.util.Map;

/// The broker's process. Says `ready` on standard output once it serves.
final class BrokerMain {
  private BrokerMain() {}

  /// Serves until it is stopped.
  ///
  /// @param arguments the data folder, the port, and the settings as `name=value`
  public static void main(String[] arguments) throws InterruptedException {
    Parent.endWith();
    Map<String, String> settings = new java.util.HashMap<>();
    for (int n = 2; n < arguments.length; n++) {
      String[] setting = arguments[n].split("=", 2);
      settings.put(setting[0], setting[1]);
    }
    EmbeddedKafka kafka =
        EmbeddedKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]), settings);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(kafka::close));
    System.out.println(Jvm.READY);
    Thread.currentThread().join();
  }
}
