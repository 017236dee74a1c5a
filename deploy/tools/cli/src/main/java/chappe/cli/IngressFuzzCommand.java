// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.bench.Report;
import chappe.bench.ingress.IngressFuzz;
import chappe.common.lifecycle.CannotStart;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/// `chappe bench ingress-fuzz`.
@Command(
    name = "ingress-fuzz",
    description =
        "Sends requests to the door that nobody should send, and looks at every answer: exit code 1"
            + " if one is wrong.")
final class IngressFuzzCommand implements Callable<Integer> {
  private static final int BEYOND_SEEDS = 1_000_000;

  private final Terminal terminal;

  @Option(
      names = "--requests",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "how many (default: ${DEFAULT-VALUE})")
  private int requests;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "draws the same requests again (default: another each time; it is printed)")
  private Optional<Long> seed = Optional.empty();

  IngressFuzzCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (requests < 1) {
      throw new CannotStart("--requests must be over 0.");
    }
    long drawn = seed.orElseGet(() -> (long) new Random().nextInt(BEYOND_SEEDS));
    return IngressFuzz.run(drawn, requests, new Report(terminal.out(), terminal.err()))
        ? ExitCode.OK
        : ExitCode.SOFTWARE;
  }
}
