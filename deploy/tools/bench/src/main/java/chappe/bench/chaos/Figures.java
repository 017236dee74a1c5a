// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import chappe.common.audit.Violations;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// Prints the figures of a run: counts to the last digit, a JSON line each. Not thread-safe.
final class Figures {
  private static final String BENCH = "chaos-keyed";
  private static final int DIGITS = 3;

  private final PrintStream out;
  private final PrintStream err;
  private boolean held = true;

  Figures(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  void count(String figure, long count, String unit) {
    print(figure, BigDecimal.valueOf(count), unit);
  }

  void seconds(String figure, double seconds) {
    print(figure, BigDecimal.valueOf(seconds).setScale(DIGITS, RoundingMode.HALF_UP), "s");
  }

  /// A promise: what broke it is counted, and a few examples are told.
  void promise(String figure, Violations found, String unit) {
    count(figure, found.count(), unit);
    if (!found.none()) {
      held = false;
      err.println(figure + ", such as:");
      found.examples().forEach(example -> err.println("  " + example));
    }
  }

  /// Whether every promise held.
  boolean held() {
    return held;
  }

  private void print(String figure, BigDecimal value, String unit) {
    out.printf(
        "{\"bench\":\"%s\",\"figure\":\"%s\",\"value\":%s,\"unit\":\"%s\"}%n",
        BENCH, figure, value.toPlainString(), unit);
  }
}
