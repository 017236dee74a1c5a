// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench;

import chappe.common.json.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One measured figure. Immutable.
///
/// @param bench the benchmark's name
/// @param name the figure's name
/// @param value what was measured
/// @param unit such as `records/s`
/// @param reference what it was measured against in the same run
/// @param more what else belongs to it, in order
public record Figure(
    String bench,
    String name,
    double value,
    String unit,
    Optional<Reference> reference,
    Map<String, Double> more) {
  /// What is left of a figure in print: more would be noise.
  private static final MathContext SHOWN = new MathContext(4, RoundingMode.HALF_UP);

  /// What a figure was measured against.
  ///
  /// @param name such as `plain_loop`
  /// @param value measured of it
  /// @param ratio of ours by it: the median of pairs, not the quotient of medians
  public record Reference(String name, double value, double ratio) {}

  /// A figure that stands alone.
  public static Figure of(String bench, String name, double value, String unit) {
    return new Figure(bench, name, value, unit, Optional.empty(), Map.of());
  }

  /// The same figure with one field more.
  public Figure with(String field, double number) {
    Map<String, Double> added = new LinkedHashMap<>(more);
    added.put(field, number);
    return new Figure(bench, name, value, unit, reference, added);
  }

  /// The figure as one JSON line.
  public String line() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("bench", bench);
    fields.put("figure", name);
    fields.put("value", shown(value));
    fields.put("unit", unit);
    reference.ifPresent(
        it -> {
          fields.put("reference", it.name());
          fields.put("reference_value", shown(it.value()));
          fields.put("ratio", shown(it.ratio()));
        });
    more.forEach((field, number) -> fields.put(field, shown(number)));
    return new String(Json.bytes(fields), StandardCharsets.UTF_8);
  }

  /// Four digits, never an exponent.
  private static BigDecimal shown(double number) {
    BigDecimal rounded = BigDecimal.valueOf(number).round(SHOWN).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }
}
