// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.money;

import chappe.common.record.InvoiceRequest.Line;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;

/// What somebody is to pay for, line by line: items, discounts, and taxes on what has come together
/// so far. The lines always sum to what is charged. Immutable; all amounts are in the currency's
/// smallest unit.
///
/// @param rounding of taxes
/// @param lines in the order in which they were added
public record Basket(TaxRounding rounding, List<Line> lines) {
  private static final int HUNDRED = 2;

  public Basket {
    lines = List.copyOf(lines);
  }

  /// An empty one.
  public static Basket rounding(TaxRounding rounding) {
    return new Basket(rounding, List.of());
  }

  /// One item more.
  ///
  /// @param amount zero or more
  /// @throws IllegalArgumentException where the label is blank or the amount under zero, or the sum
  ///   cannot be written as a `long`
  public Basket item(String label, long amount) {
    if (amount < 0) {
      throw new IllegalArgumentException("an item costs nothing or more: " + label);
    }
    return with(label, amount);
  }

  /// Takes something off, as a line under zero.
  ///
  /// @param amount over zero
  /// @throws IllegalArgumentException where the label is blank, the amount zero or less, or nothing
  ///   would be left to pay
  public Basket discount(String label, long amount) {
    if (amount <= 0) {
      throw new IllegalArgumentException("a discount takes off more than nothing: " + label);
    }
    var less = with(label, -amount);
    if (less.total() <= 0) {
      throw new IllegalArgumentException("a discount leaves something to pay: " + label);
    }
    return less;
  }

  /// Adds a tax on the sum so far, labelled `Tax (10%)`.
  ///
  /// @param percent zero or more
  /// @throws IllegalArgumentException where it is less, or the sum cannot be written as a `long`
  public Basket tax(BigDecimal percent) {
    if (percent.signum() < 0) {
      throw new IllegalArgumentException("a tax is zero percent or more");
    }
    var tax =
        BigDecimal.valueOf(total())
            .multiply(percent)
            .movePointLeft(HUNDRED)
            .setScale(0, rounding.mode);
    return with("Tax (" + plain(percent) + "%)", exact(tax));
  }

  /// What is charged: the sum of all lines.
  public long total() {
    // No sum of the lines before is over a long either: each was checked when it was added.
    return lines.stream().mapToLong(Line::amount).sum();
  }

  /// All of it in one line, as Stars are asked for.
  public List<Line> inOneLine(String label) {
    return lines.size() == 1 ? lines : List.of(new Line(label, total()));
  }

  /// The sum of any lines.
  ///
  /// @throws IllegalArgumentException where it cannot be written as a `long`
  public static long sum(List<Line> lines) {
    return exact(
        lines.stream()
            .map(it -> BigDecimal.valueOf(it.amount()))
            .reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  private Basket with(String label, long amount) {
    if (label.isBlank()) {
      throw new IllegalArgumentException("a line of an invoice needs a label");
    }
    var more = Stream.concat(lines.stream(), Stream.of(new Line(label, amount))).toList();
    sum(more);
    return new Basket(rounding, more);
  }

  private static long exact(BigDecimal amount) {
    try {
      return amount.setScale(0, RoundingMode.UNNECESSARY).longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("an invoice's sum is over what can be counted", e);
    }
  }

  private static String plain(BigDecimal percent) {
    return percent.signum() == 0 ? "0" : percent.stripTrailingZeros().toPlainString();
  }
}
