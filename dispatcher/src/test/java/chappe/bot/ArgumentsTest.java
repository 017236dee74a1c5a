// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
  @Test
  void areReadWordByWordAndThenAsTheyStand() {
    var arguments = Arguments.of("250  two \n  words ");

    assertThat(arguments.number(0, 1000)).isEqualTo(250);
    assertThat(arguments.rest()).isEqualTo("two \n  words ");
    assertThat(arguments.hasMore()).isFalse();
    assertThat(arguments.text()).isEqualTo("250  two \n  words ");
    assertThat(arguments.words()).containsExactly("250", "two", "words");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n "})
  void missingOnesAreBad(String text) {
    assertThat(Arguments.of(text).words()).isEmpty();
    assertThatThrownBy(() -> Arguments.of(text).word()).isInstanceOf(BadArguments.class);
    assertThatThrownBy(() -> Arguments.of(text).rest()).isInstanceOf(BadArguments.class);
    assertThatThrownBy(() -> Arguments.of(text).number(0, 9)).isInstanceOf(BadArguments.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "10", "secret", "1.5", "99999999999999999999", "0x1"})
  void aNumberOutOfRangeOrNoneIsBadAndIsNotRepeated(String text) {
    assertThatThrownBy(() -> Arguments.of(text).number(0, 9))
        .isInstanceOf(BadArguments.class)
        .hasMessage("a whole number from 0 to 9 is expected");
  }

  @Test
  void mayBeOfOtherTypes() {
    var arguments = Arguments.of("1,50 LARGE 2026-11-30 1h30m 2d");

    assertThat(arguments.decimal(BigDecimal.ZERO, BigDecimal.TEN)).isEqualTo("1.50");
    assertThat(arguments.oneOf("small", "large")).isEqualTo("large");
    assertThat(arguments.date()).isEqualTo("2026-11-30");
    assertThat(arguments.duration()).isEqualTo(Duration.ofMinutes(90));
    assertThatThrownBy(arguments::end).hasMessage("nothing more is expected");
    assertThat(arguments.duration()).isEqualTo(Duration.ofDays(2));
    arguments.end();
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret", "0s", "1x", "999999d", "-1s", "11", "1e1", "2026-02-30"})
  void whatIsOfNoSuchTypeIsBadAndIsNotRepeated(String text) {
    assertThatThrownBy(() -> Arguments.of(text).decimal(BigDecimal.ZERO, BigDecimal.TEN))
        .isInstanceOf(BadArguments.class)
        .hasMessage("a number from 0 to 10 is expected");
    assertThatThrownBy(() -> Arguments.of(text).oneOf("small", "large"))
        .hasMessage("one of small, large is expected");
    assertThatThrownBy(() -> Arguments.of(text).date())
        .hasMessage("a date such as 2026-11-30 is expected");
    assertThatThrownBy(() -> Arguments.of(text).duration())
        .hasMessage("a time such as 90s, 15m, 1h30m or 2d is expected");
  }
}
