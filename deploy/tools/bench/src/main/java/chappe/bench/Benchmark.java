// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench;

import java.util.Map;

/// A benchmark behind `chappe bench NAME`.
public interface Benchmark {
  /// Its name on the command line and in its figures.
  String name();

  /// Its figures in the order in which they are measured, each with what it is and how long it
  /// takes.
  Map<String, String> figures();

  /// Starts what it needs, measures, and stops all of it; blocks for minutes.
  ///
  /// @throws IllegalStateException where what came out is not what went in: a figure of a contender
  ///   that loses or doubles records is none
  void run(BenchOptions options, Report report);
}
