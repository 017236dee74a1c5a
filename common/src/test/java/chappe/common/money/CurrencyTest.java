// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurrencyTest {
  @ParameterizedTest
  @CsvSource({
    "USD, 2, 1207, 12.07 USD",
    "JPY, 0, 1207, 1207 JPY",
    "KWD, 3, 1207, 1.207 KWD",
    "XTR, 0, 50, 50 XTR",
    "EUR, 2, -5, -0.05 EUR"
  })
  void hasItsOwnDecimals(String code, int decimals, long amount, String text) {
    Currency currency = Currency.of(code).orElseThrow();
    assertThat(currency.decimals()).isEqualTo(decimals);
    assertThat(currency.text(amount)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"USD, 100, 1000000", "XTR, 1, 100000"})
  void hasALeastAndAMost(String code, long least, long most) {
    Currency currency = Currency.of(code).orElseThrow();
    assertThat(currency.takes(least)).isTrue();
    assertThat(currency.takes(most)).isTrue();
    assertThat(currency.takes(least - 1)).isFalse();
    assertThat(currency.takes(most + 1)).isFalse();
    assertThat(currency.takes(Long.MAX_VALUE)).isFalse();
    assertThat(currency.takes(Long.MIN_VALUE)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"usd", "XXX", "''", "BTC"})
  void isNoneOfAForeignCode(String code) {
    assertThat(Currency.of(code)).isEmpty();
  }

  @Test
  void theirDecimalsAreThoseOfTheStandardUnlessTelegramHasOthers() {
    // Telegram counts some currencies in hundredths that have none by the standard, or the reverse.
    assertThat(Currency.all())
        .hasSizeGreaterThan(70)
        .allSatisfy(
            it -> {
              assertThat(it.decimals()).isBetween(0, 3);
              assertThat(it.least()).isPositive().isLessThan(it.most());
              assertThat(it.code()).isEqualTo(it.code().toUpperCase(Locale.ROOT)).hasSize(3);
              assertThat(Currency.of(it.code())).isEqualTo(Optional.of(it));
            });
  }
}
