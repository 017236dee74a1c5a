// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.settings.Settings;
import chappe.payments.PaymentsMain;
import chappe.payments.PaymentsSettings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `chappe payments`, and what is done with them.
@Command(
    name = "payments",
    description = "Sells: invoices, words before a payment, the ledger, refunds.")
final class PaymentsCommand implements Callable<Integer> {
  private final Terminal terminal;

  PaymentsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  static CommandLine commandLine(Terminal terminal) {
    return new CommandLine(new PaymentsCommand(terminal))
        .addSubcommand(new ReconcileCommand(terminal));
  }

  @Override
  public Integer call() {
    Settings settings = Loaded.settings(List.of(PaymentsSettings.class));
    return Foreground.run(terminal, supervisor -> PaymentsMain.start(settings, supervisor));
  }
}
