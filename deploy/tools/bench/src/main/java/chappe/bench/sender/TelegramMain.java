// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.sender;

import chappe.simulator.Simulator;
import chappe.simulator.SimulatorOptions;
import java.io.IOException;

/// The simulated Telegram in a JVM of its own: prints its address, then answers until its input
/// ends.
public final class TelegramMain {
  static final String READY = "telegram";

  private TelegramMain() {}

  public static void main(String[] arguments) throws IOException {
    var simulator = Simulator.start(SimulatorOptions.DEFAULTS);
    System.out.println(READY + " " + simulator.url());
    while (System.in.read() >= 0) {
      // it is told all else over its control API
    }
    simulator.close();
    System.exit(0);
  }
}
