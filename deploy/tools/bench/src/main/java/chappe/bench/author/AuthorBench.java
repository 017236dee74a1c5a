// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.author;

import chappe.bench.BenchOptions;
import chappe.bench.Benchmark;
import chappe.bench.Figure;
import chappe.bench.Report;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// One update's way to its handler, by JMH, beside the type library's own parse.
public final class AuthorBench implements Benchmark {
  private static final String NAME = "author";
  private static final String REFERENCE = "typeLibraryParse";
  private static final TimeValue ITERATION = new TimeValue(1, TimeUnit.SECONDS);
  private static final int WARM_UPS = 5;

  private static final Map<String, String> METHODS = methods();

  private static Map<String, String> methods() {
    Map<String, String> methods = new LinkedHashMap<>();
    methods.put("route_us", "route");
    methods.put("dispatch_us", "dispatch");
    methods.put("parse_us", "parse");
    return methods;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, String> figures() {
    Map<String, String> told = new LinkedHashMap<>();
    told.put("route_us", "one message among 50 routes, with the others 1 minute");
    told.put("dispatch_us", "parse, route, three middlewares and a reply");
    told.put("parse_us", "the parse alone, against the type library's");
    return told;
  }

  @Override
  public void run(BenchOptions options, Report report) {
    Map<String, Double> scores = new HashMap<>();
    for (RunResult result : measured(options, report)) {
      var method = result.getParams().getBenchmark();
      scores.put(
          method.substring(method.lastIndexOf('.') + 1), result.getPrimaryResult().getScore());
    }
    double reference = scores.getOrDefault(REFERENCE, Double.NaN);
    METHODS.forEach(
        (figure, method) -> {
          if (options.wants(figure)) {
            double value = scores.getOrDefault(method, Double.NaN);
            report.figure(
                new Figure(
                    NAME,
                    figure,
                    value,
                    "us",
                    Optional.of(
                        new Figure.Reference("type_library_parse", reference, value / reference)),
                    Map.of()));
          }
        });
  }

  private static Iterable<RunResult> measured(BenchOptions options, Report report) {
    var settings =
        new OptionsBuilder()
            .include("\\." + OneUpdate.class.getSimpleName() + "\\.")
            .forks(1)
            .jvmArgs("-Xms512m", "-Xmx512m")
            .warmupIterations(WARM_UPS)
            .warmupTime(ITERATION)
            .measurementIterations(options.repetitions())
            .measurementTime(ITERATION)
            .shouldFailOnError(true)
            .build();
    try {
      return new Runner(
              settings, OutputFormatFactory.createFormatInstance(report.err(), VerboseMode.NORMAL))
          .run();
    } catch (RunnerException e) {
      throw new IllegalStateException("JMH did not measure: " + e.getMessage(), e);
    }
  }
}
