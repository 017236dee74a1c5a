// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import chappe.common.settings.Settings;

/// The simulator as a service.
public final class SimulatorMain {
  private SimulatorMain() {}

  /// Starts the simulator; it serves when this returns.
  ///
  /// @throws chappe.common.lifecycle.CannotStart where a setting is wrong or the port is taken
  public static Simulator start(Settings settings) {
    SimulatorSettings read = settings.read(SimulatorSettings.class);
    return Simulator.start(
        SimulatorOptions.DEFAULTS.listening(read.general().bindAddress(), read.port()));
  }
}
