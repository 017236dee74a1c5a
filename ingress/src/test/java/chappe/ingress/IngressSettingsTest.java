// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.common.settings.Settings;
import chappe.common.settings.SettingsException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngressSettingsTest {
  @Test
  void thePortIs8080WhereNothingElseIsSaid() {
    assertThat(read(Map.of("WEBHOOK_SECRET", "secret")).port()).isEqualTo(8080);
  }

  @Test
  void everyWebhookNeedsASecret() {
    assertThatThrownBy(() -> read(Map.of("BOTS", "shop", "SHOP_BOT_TOKEN", "654321:token")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("WEBHOOK_SECRET: not set")
        .hasMessageContaining("SHOP_WEBHOOK_SECRET: not set");
  }

  @Test
  void pollingNeedsNone() {
    assertThat(read(Map.of("TELEGRAM_MODE", "polling")).bots().bots()).hasSize(1);
  }

  @Test
  void aPortIsAPort() {
    assertThatThrownBy(() -> read(Map.of("WEBHOOK_SECRET", "secret", "INGRESS_PORT", "70000")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("INGRESS_PORT");
  }

  private static IngressSettings read(Map<String, String> values) {
    var all = new HashMap<>(values);
    all.put("BOT_TOKEN", "123456:demo-token");
    all.put("DATABASE_URL", "postgresql://chappe@127.0.0.1:15432/chappe");
    all.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:19092");
    all.putIfAbsent("TELEGRAM_MODE", "webhook");
    return Settings.of(all).read(IngressSettings.class);
  }
}
