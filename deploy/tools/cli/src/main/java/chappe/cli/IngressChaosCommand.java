// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.bench.Report;
import chappe.bench.ingress.IngressChaos;
import chappe.common.lifecycle.CannotStart;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/// `chappe bench ingress-chaos`.
@Command(
    name = "ingress-chaos",
    description =
        "Kills doors under load, takes the broker away, kills a poller and rotates a secret, then"
            + " looks for updates that were lost or refused: exit code 1 if any.")
final class IngressChaosCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--trial",
      paramLabel = "NAME",
      split = ",",
      description = "kills, outage, takeover, rotation (default: all of them)")
  private List<String> trials = List.of();

  @Option(
      names = "--kills",
      paramLabel = "N",
      defaultValue = "20",
      description = "how often the door is killed (default: ${DEFAULT-VALUE})")
  private int kills;

  @Option(
      names = "--away",
      paramLabel = "S",
      defaultValue = "60",
      description = "for how many seconds the broker is away (default: ${DEFAULT-VALUE})")
  private int away;

  @Option(
      names = "--grace",
      paramLabel = "S",
      defaultValue = "10",
      description =
          "for how many seconds the old secret must not have been used (default: ${DEFAULT-VALUE})")
  private int grace;

  IngressChaosCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var chosen = trials.isEmpty() ? IngressChaos.TRIALS : new LinkedHashSet<>(trials);
    if (!IngressChaos.TRIALS.containsAll(chosen) || kills < 1 || away < 1 || grace < 1) {
      throw new CannotStart("--trial is one of kills, outage, takeover, rotation; numbers over 0.");
    }
    var report = new Report(terminal.out(), terminal.err());
    return new IngressChaos(report, System::nanoTime)
            .run(new IngressChaos.Plan(chosen, kills, away, grace))
        ? ExitCode.OK
        : ExitCode.SOFTWARE;
  }
}
