// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.money;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A currency of Telegram's invoices. Immutable.
///
/// @param code `XTR` or an ISO 4217 code
/// @param decimals of its smallest unit: 2 for the dollar, 0 for the yen, 3 for Kuwait's dinar
/// @param least that one payment may be, in its smallest unit: about a US dollar
/// @param most that one payment may be, in its smallest unit: about 10,000 US dollars
public record Currency(String code, int decimals, long least, long most) {
  /// Telegram Stars.
  public static final String STARS = "XTR";

  private static final long MOST_STARS = 100_000;
  private static final BigDecimal MOST_DOLLARS = BigDecimal.valueOf(10_000);
  private static final Map<String, Currency> ALL = read();

  /// The currency of a code; empty where Telegram does not take it.
  public static Optional<Currency> of(String code) {
    return Optional.ofNullable(ALL.get(code));
  }

  /// All of them, by their codes' alphabet.
  public static Stream<Currency> all() {
    return ALL.values().stream().sorted(Comparator.comparing(Currency::code));
  }

  public boolean isStars() {
    return code.equals(STARS);
  }

  /// Whether one payment may be of this amount.
  public boolean takes(long amount) {
    return amount >= least && amount <= most;
  }

  /// An amount for people: `12.07 USD`, `50 XTR`.
  public String text(long amount) {
    return BigDecimal.valueOf(amount, decimals).toPlainString() + " " + code;
  }

  private static Map<String, Currency> read() {
    try (InputStream stream = Currency.class.getResourceAsStream("currencies.json")) {
      JsonNode table = Json.tree(Objects.requireNonNull(stream, "currencies.json").readAllBytes());
      return table.properties().stream()
          .map(it -> currency(it.getKey(), it.getValue()))
          .collect(Collectors.toUnmodifiableMap(Currency::code, Function.identity()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param row its decimals, and what a dollar was worth in it
  private static Currency currency(String code, JsonNode row) {
    if (code.equals(STARS)) {
      return new Currency(code, 0, 1, MOST_STARS);
    }
    int decimals = row.path(0).asInt();
    BigDecimal dollar = row.path(1).decimalValue().scaleByPowerOfTen(decimals);
    return new Currency(
        code,
        decimals,
        Math.max(1, dollar.longValue()),
        dollar.multiply(MOST_DOLLARS).longValueExact());
  }
}
