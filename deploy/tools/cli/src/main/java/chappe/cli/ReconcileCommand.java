// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.settings.Settings;
import chappe.payments.PaymentsSettings;
import chappe.payments.Reconciliation;
import chappe.payments.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `chappe payments reconcile`.
@Command(
    name = "reconcile",
    description =
        "Compares the books with what Telegram says of the bots' Stars, and checks that the ledger"
            + " sums to zero. Ends with 3 where something does not agree or is still to be done.")
final class ReconcileCommand implements Callable<Integer> {
  private static final int DIFFERENT = 3;

  private final Terminal terminal;

  @Option(
      names = "--bot",
      paramLabel = "NAME",
      description = "only this bot, may be given several times; otherwise all of this line")
  private List<String> bots = new ArrayList<>();

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Format format = Format.text;

  /// As it is written on the command line.
  enum Format {
    text,
    json,
    csv
  }

  ReconcileCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Settings settings = Loaded.settings(List.of(PaymentsSettings.class));
    List<Report> reports = Reconciliation.of(settings, bots, System::nanoTime);
    if (format == Format.csv) {
      terminal.out().println(Report.CSV_HEADER);
    }
    reports.forEach(this::print);
    return reports.stream().allMatch(it -> it.findings().isEmpty()) ? 0 : DIFFERENT;
  }

  private void print(Report report) {
    switch (format) {
      case text -> terminal.out().println(report.text());
      case json -> terminal.out().println(report.line());
      case csv -> terminal.out().print(report.csv());
    }
  }
}
