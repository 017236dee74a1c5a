// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import chappe.bench.Figure;
import chappe.bench.Report;
import chappe.bench.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Two that run by turns, so that what slows the machine down meets both. The ratio is the median
/// of the pairs' ratios.
final class Pairs {
  private final int repetitions;
  private final Report report;

  /// One run of one of the two.
  interface Runner {
    double run() throws InterruptedException;
  }

  /// @param repetitions how many pairs, at least 1
  Pairs(int repetitions, Report report) {
    this.repetitions = repetitions;
    this.report = report;
  }

  /// Runs the pairs; who goes first alternates.
  Figure run(String figure, String unit, Runner ours, String reference, Runner theirs)
      throws InterruptedException {
    List<Double> our = new ArrayList<>();
    List<Double> their = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int n = 0; n < repetitions; n++) {
      if (n % 2 == 0) {
        our.add(ours.run());
        their.add(theirs.run());
      } else {
        their.add(theirs.run());
        our.add(ours.run());
      }
      ratios.add(our.getLast() / their.getLast());
      report.say(
          "  %s %d/%d: %.1f against %.1f %s: %.3f"
              .formatted(
                  figure,
                  n + 1,
                  repetitions,
                  our.getLast(),
                  their.getLast(),
                  unit,
                  ratios.getLast()));
    }
    return new Figure(
        KeyedBench.NAME,
        figure,
        Statistics.median(our),
        unit,
        Optional.of(
            new Figure.Reference(reference, Statistics.median(their), Statistics.median(ratios))),
        Map.of());
  }
}
