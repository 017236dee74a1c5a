// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import chappe.bench.BenchOptions;
import chappe.bench.Benchmark;
import chappe.bench.Report;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongSupplier;

/// The keyed consumer against a plain loop, Kafka Streams and Parallel Consumer.
public final class KeyedBench implements Benchmark {
  static final String NAME = "keyed";

  private final InstantSource clock;
  private final LongSupplier nanos;

  public KeyedBench(InstantSource clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, String> figures() {
    return Map.of();
  }

  @Override
  public void run(BenchOptions options, Report report) {
    Jvm jvm = new Jvm(options.peers().resolve(NAME).resolve("*").toString());
    try (Hall hall = new Hall(options, report, jvm, clock, nanos)) {
      Throughput throughput = new Throughput(hall);
      if (options.wants("noop_vs_plain")) {
        report.figure(throughput.noop("noop_vs_plain", Contestant.PLAIN));
      }
      if (options.wants("noop_vs_streams")) {
        report.figure(throughput.noop("noop_vs_streams", Contestant.STREAMS));
      }
      if (options.wants("noop_vs_parallel_consumer")) {
        report.figure(throughput.noop("noop_vs_parallel_consumer", Contestant.PARALLEL));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
