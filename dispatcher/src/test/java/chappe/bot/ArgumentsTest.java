// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
