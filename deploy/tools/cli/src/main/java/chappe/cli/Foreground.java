// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.lifecycle.RunUntilStopped;
import chappe.common.lifecycle.Service;
import chappe.common.lifecycle.Supervisor;
import chappe.common.settings.Settings;
import java.util.function.Function;

/// Runs one service until the process is told to stop.
final class Foreground {
  private Foreground() {}

  /// Starts the service and blocks.
  ///
  /// @return the exit code
  static int run(Terminal terminal, Function<Supervisor, Service> start) {
    Supervisor supervisor = new Supervisor();
    Service service = start.apply(supervisor);
    terminal.err().println(Settings.LOADED);
    terminal.err().printf("✅ %s listens on port %d%n", service.name(), service.port());
    return RunUntilStopped.run(service, supervisor);
  }
}
