// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.pay;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/// The currencies of invoices: how many decimals each has, and the least and the most that one
/// payment may be, about 1 and 10,000 US dollars. Immutable.
public final class Currencies {
  private static final BigDecimal MOST_DOLLARS = BigDecimal.valueOf(10_000);

  private final JsonNode table;

  /// One currency.
  ///
  /// @param decimals of its smallest unit
  /// @param least in its smallest unit
  /// @param most in its smallest unit
  public record Currency(int decimals, long least, long most) {}

  /// The table from the jar.
  public Currencies() {
    try (InputStream stream = Currencies.class.getResourceAsStream("currencies.json")) {
      table = Json.tree(Objects.requireNonNull(stream, "currencies.json").readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Optional<Currency> currency(String code) {
    JsonNode known = table.path(code);
    if (known.isMissingNode()) {
      return Optional.empty();
    }
    if (code.equals("XTR")) {
      return Optional.of(new Currency(0, 1, 100_000));
    }
    int decimals = known.path(0).asInt();
    BigDecimal dollar = known.path(1).decimalValue().scaleByPowerOfTen(decimals);
    return Optional.of(
        new Currency(
            decimals, Math.max(1, dollar.longValue()), dollar.multiply(MOST_DOLLARS).longValue()));
  }
}
