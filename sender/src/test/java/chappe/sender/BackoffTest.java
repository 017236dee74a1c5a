// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private static final double MIDDLE = 0.5;

  @ParameterizedTest
  @CsvSource({"1,2", "2,4", "3,8", "4,16", "5,32", "6,60", "7,60", "1000000,60"})
  void doublesFromTwoSecondsToAMinute(int failures, int seconds) {
    assertThat(Backoff.USUAL.after(failures, MIDDLE)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void jitterIsThreeTenthsBothWays() {
    assertThat(Backoff.USUAL.after(1, 0)).isEqualTo(Duration.ofMillis(1400));
    assertThat(Backoff.USUAL.after(1, 1)).isEqualTo(Duration.ofMillis(2600));
  }

  @Test
  void pauseThatTelegramAskedForIsNeverShortened() {
    assertThat(Backoff.USUAL.asked(Duration.ofSeconds(1), 0)).isEqualTo(Duration.ofSeconds(1));
    assertThat(Backoff.USUAL.asked(Duration.ofSeconds(1), 1)).isEqualTo(Duration.ofMillis(1300));
    assertThat(Backoff.USUAL.asked(Duration.ofHours(3), 1))
        .isEqualTo(Duration.ofHours(3).plusSeconds(1));
  }
}
