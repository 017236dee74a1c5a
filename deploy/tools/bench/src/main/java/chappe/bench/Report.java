// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench;

import java.io.PrintStream;

/// Where a benchmark speaks: a line for each figure on one side, its progress on the other.
///
/// @param out for figures
/// @param err for all else
public record Report(PrintStream out, PrintStream err) {
  /// Prints a figure.
  public void figure(Figure figure) {
    out.println(figure.line());
    out.flush();
  }

  /// Tells of the progress.
  public void say(String line) {
    err.println(line);
  }
}
