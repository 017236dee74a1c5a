// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.bench.BenchOptions;
import chappe.bench.Benchmark;
import chappe.bench.Report;
import chappe.bench.author.AuthorBench;
import chappe.bench.ingress.IngressBench;
import chappe.bench.keyed.KeyedBench;
import chappe.bench.sender.SenderBench;
import chappe.common.lifecycle.CannotStart;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `chappe bench`.
@Command(
    name = "bench",
    description =
        "Measures, on servers of its own, and prints one JSON line for each figure. Leave the"
            + " machine alone meanwhile.")
final class BenchCommand implements Callable<Integer> {
  private static final double MOST_MINUTES = 24 * 60;

  private final Terminal terminal;
  private final List<Benchmark> known;

  // not required, for a benchmark that is a command of its own has no other name
  @Parameters(arity = "0..1", paramLabel = "NAME", description = "the benchmark")
  private String name = "";

  @Option(
      names = "--figure",
      paramLabel = "FIGURE",
      split = ",",
      description = "only these figures, separated by commas (default: all)")
  private Set<String> figures = new TreeSet<>();

  @Option(
      names = "--repetitions",
      paramLabel = "N",
      defaultValue = "" + BenchOptions.REPETITIONS,
      description = "how many pairs of runs a ratio is the median of (default: ${DEFAULT-VALUE})")
  private int repetitions;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "" + BenchOptions.RECORDS,
      description =
          "records of one run at full speed (default: ${DEFAULT-VALUE}); fewer only to try it")
  private int records;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "how long a run that takes its time takes (default: ${DEFAULT-VALUE}); fewer only to try"
              + " it")
  private double minutes;

  BenchCommand(Terminal terminal, Home home) {
    this.terminal = terminal;
    this.known =
        List.of(
            new KeyedBench(InstantSource.system(), System::nanoTime, home.peers("keyed")),
            new IngressBench(System::nanoTime),
            new SenderBench(InstantSource.system(), System::nanoTime),
            new AuthorBench());
  }

  /// The command with a help that says what there is to measure and how long it takes.
  CommandLine commandLine() {
    CommandLine command = new CommandLine(this);
    command.getCommandSpec().usageMessage().footer(told());
    return command;
  }

  private String[] told() {
    return Stream.concat(
            Stream.of("", "On two cores it takes about:"),
            known.stream()
                .flatMap(
                    bench ->
                        bench.figures().entrySet().stream()
                            .map(
                                it ->
                                    "  %s %s: %s"
                                        .formatted(bench.name(), it.getKey(), it.getValue()))))
        .toArray(String[]::new);
  }

  @Override
  public Integer call() {
    if (name.isEmpty()) {
      throw new CannotStart(
          "chappe bench needs the name of a benchmark: "
              + known.stream().map(Benchmark::name).collect(Collectors.joining(", ")));
    }
    Benchmark bench =
        known.stream()
            .filter(it -> it.name().equals(name))
            .findFirst()
            .orElseThrow(
                () -> unknown("benchmark", name, known.stream().map(Benchmark::name).toList()));
    figures.stream()
        .filter(it -> !bench.figures().containsKey(it))
        .findFirst()
        .ifPresent(
            it -> {
              throw unknown("figure of " + name, it, bench.figures().keySet());
            });
    check("--repetitions", repetitions, 1000);
    check("--records", records, 100_000_000);
    check("--minutes", minutes, MOST_MINUTES);
    bench.run(
        new BenchOptions(
            figures,
            repetitions,
            records,
            Duration.ofMillis((long) (minutes * Duration.ofMinutes(1).toMillis()))),
        new Report(terminal.out(), terminal.err()));
    return 0;
  }

  private static CannotStart unknown(String kind, String given, Collection<String> known) {
    return new CannotStart(
        "There is no %s %s; there is %s."
            .formatted(kind, given, known.stream().collect(Collectors.joining(", "))));
  }

  private static void check(String option, double value, double most) {
    if (!(value > 0 && value <= most)) {
      throw new CannotStart("%s must be over 0 and at most %.0f.".formatted(option, most));
    }
  }
}
