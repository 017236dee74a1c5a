// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import chappe.common.settings.Settings;
import chappe.simulator.limit.Limits;

/// The simulator as a service.
public final class SimulatorMain {
  private SimulatorMain() {}

  /// Starts the simulator; it serves when this returns.
  ///
  /// @throws chappe.common.lifecycle.CannotStart where a setting is wrong or the port is taken
  public static Simulator start(Settings settings) {
    SimulatorSettings read = settings.read(SimulatorSettings.class);
    SimulatorOptions options =
        SimulatorOptions.DEFAULTS.listening(read.general().bindAddress(), read.port());
    return Simulator.start(read.strict() ? options.strict(Limits.TELEGRAM) : options);
  }
}
