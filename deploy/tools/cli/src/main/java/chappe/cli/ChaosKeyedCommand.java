// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.bench.chaos.ChaosKeyed;
import chappe.bench.chaos.ChaosOptions;
import chappe.bench.chaos.Tampering;
import chappe.common.lifecycle.CannotStart;
import chappe.embedded.TemporaryFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/// `chappe bench chaos-keyed`.
@Command(
    name = "chaos-keyed",
    description =
        "Kills, freezes, cuts off and restarts workers and their broker while records come in, then"
            + " looks for what was lost, doubled, disordered or counted wrong: exit code 1 if any.")
final class ChaosKeyedCommand implements Callable<Integer> {
  private static final int BEYOND_SEEDS = 1_000_000;

  private final Terminal terminal;
  private final Home home;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "10",
      description =
          "how long faults happen (default: ${DEFAULT-VALUE}); the start and the audit come on top")
  private double minutes;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "draws the same faults again (default: another each time; it is printed)")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--instances",
      paramLabel = "N",
      defaultValue = "3",
      description = "workers at the start, 2 to 4 (default: ${DEFAULT-VALUE})")
  private int instances;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "300",
      description = "records a second (default: ${DEFAULT-VALUE})")
  private int rate;

  @Option(
      names = "--break",
      paramLabel = "WHAT",
      defaultValue = "NOTHING",
      description =
          "shows the auditor one wrong thing, to see that it notices: ${COMPLETION-CANDIDATES}")
  private Tampering tampering = Tampering.NOTHING;

  ChaosKeyedCommand(Terminal terminal, Home home) {
    this.terminal = terminal;
    this.home = home;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path folder = home.data().resolveSibling("bench").resolve("chaos-keyed");
    new TemporaryFolder(folder).close();
    boolean held =
        ChaosKeyed.run(folder, options(), System::nanoTime, terminal.out(), terminal.err());
    return held ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private ChaosOptions options() {
    try {
      return new ChaosOptions(
          Duration.ofMillis((long) (minutes * Duration.ofMinutes(1).toMillis())),
          seed.orElseGet(() -> (long) new Random().nextInt(BEYOND_SEEDS)),
          instances,
          rate,
          tampering);
    } catch (IllegalArgumentException e) {
      throw new CannotStart(String.valueOf(e.getMessage()));
    }
  }
}
