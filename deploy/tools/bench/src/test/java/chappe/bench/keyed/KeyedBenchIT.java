// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.bench.BenchOptions;
import chappe.bench.Report;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyedBenchIT {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aRunPrintsALineForItsFigureAndNothingElse() {
    Report report = new Report(stream(out), stream(err));
    BenchOptions options =
        new BenchOptions(Set.of("noop_vs_plain"), 1, 2_000, Duration.ofSeconds(1));

    new KeyedBench(InstantSource.system(), System::nanoTime, System.getProperty("java.class.path"))
        .run(options, report);

    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .matches(
            "\\{\"bench\":\"keyed\",\"figure\":\"noop_vs_plain\",\"value\":[\\d.]+,"
                + "\"unit\":\"records/s\",\"reference\":\"plain_loop\","
                + "\"reference_value\":[\\d.]+,\"ratio\":[\\d.]+}");
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
