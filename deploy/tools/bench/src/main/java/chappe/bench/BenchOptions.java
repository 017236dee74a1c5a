// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench;

import java.time.Duration;
import java.util.Set;

/// What a benchmark is asked for. Immutable.
///
/// @param figures the wanted ones; none for all
/// @param repetitions of each pair of runs, at least 1
/// @param records of one run at full speed
/// @param duration of a run that takes its time
public record BenchOptions(Set<String> figures, int repetitions, int records, Duration duration) {
  public static final int REPETITIONS = 5;
  public static final int RECORDS = 600_000;

  public BenchOptions {
    figures = Set.copyOf(figures);
  }

  /// Whether a figure is wanted.
  public boolean wants(String figure) {
    return figures.isEmpty() || figures.contains(figure);
  }
}
