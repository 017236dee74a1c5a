// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.ingress;

import chappe.bench.Figure;
import chappe.bench.Report;

/// The long run of the fuzzed requests, against a door in a JVM of its own.
public final class IngressFuzz {
  private static final String NAME = "ingress-fuzz";
  private static final int THREADS = 8;
  private static final double MEBIBYTE = 1 << 20;

  private IngressFuzz() {}

  /// Sends so many requests and prints what came of it; blocks for minutes.
  ///
  /// @return whether every answer was right
  public static boolean run(long seed, int requests, Report report) {
    report.say("seed " + seed);
    try (var hall = new Hall(report)) {
      var door = hall.door();
      var fuzz = new Fuzz(door.port(), Wire.SECRET);
      // the first ones fill caches and pools
      fuzz.run(seed, Math.min(requests / 10, 20_000), THREADS);
      double before = door.heap() / MEBIBYTE;
      var outcome = new Fuzz(door.port(), Wire.SECRET).run(seed, requests, THREADS);
      double grown = door.heap() / MEBIBYTE - before;
      outcome
          .statuses()
          .forEach((status, count) -> report.say("  %d: %d times".formatted(status, count)));
      outcome.examples().forEach(it -> report.say("  wrong: " + it));
      report.figure(Figure.of(NAME, "wrong_answers", (double) outcome.wrong(), "requests"));
      report.figure(Figure.of(NAME, "server_errors", (double) outcome.faults(), "requests"));
      report.figure(Figure.of(NAME, "slow_clients_held", (double) outcome.held(), "connections"));
      report.figure(Figure.of(NAME, "memory_growth_mib", grown, "MiB").with("before_mib", before));
      return outcome.wrong() == 0 && outcome.held() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
