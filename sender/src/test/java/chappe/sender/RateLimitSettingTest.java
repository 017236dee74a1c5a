// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.common.settings.Settings;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitSettingTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "100, 100", "'', 30"})
  void theRateIsOneToAHundredAndThirtyWhereNothingIsSaid(String text, int rate) {
    assertThat(read(text).rate()).isEqualTo(rate);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "-1", "thirty"})
  void anotherRateIsAMistake(String text) {
    assertThatThrownBy(() -> read(text))
        .hasMessageContaining("RATE_LIMIT")
        .hasMessageContaining("expected a whole number, at least 1, at most 100");
  }

  private static SenderSettings read(String rate) {
    return Settings.of(
            Map.of(
                "RATE_LIMIT", rate,
                "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092",
                "DATABASE_URL", "postgresql://chappe:pass@127.0.0.1/chappe",
                "REDIS_URL", "redis://127.0.0.1:6379",
                "BOT_TOKEN", "123456:demo-token-demo-token-demo-token-00"))
        .read(SenderSettings.class);
  }
}
