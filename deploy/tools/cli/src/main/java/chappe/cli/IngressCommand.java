// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.settings.Settings;
import chappe.ingress.IngressMain;
import chappe.ingress.IngressSettings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `chappe ingress`.
@Command(
    name = "ingress",
    description = "Takes updates in, by webhook or polling, and writes them to Kafka.")
final class IngressCommand implements Callable<Integer> {
  private final Terminal terminal;

  IngressCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Settings settings = Loaded.settings(List.of(IngressSettings.class));
    return Foreground.run(terminal, supervisor -> IngressMain.start(settings, supervisor));
  }
}
