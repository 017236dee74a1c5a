// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.common.settings.Settings;
import chappe.common.settings.SettingsException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallSettingsTest {
  @Test
  void connectingMayTakeFiveSecondsAndAnAnswerThirty() {
    assertThat(Settings.of(Map.of()).read(CallSettings.class))
        .isEqualTo(new CallSettings(Duration.ofSeconds(5), Duration.ofSeconds(30)));
  }

  @Test
  void noTimeAtAllIsAMistake() {
    var settings =
        Settings.of(Map.of("TELEGRAM_CONNECT_TIMEOUT", "0s", "TELEGRAM_ANSWER_TIMEOUT", "0ms"));
    assertThatThrownBy(() -> settings.read(CallSettings.class))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("TELEGRAM_CONNECT_TIMEOUT")
        .hasMessageContaining("TELEGRAM_ANSWER_TIMEOUT");
  }
}
