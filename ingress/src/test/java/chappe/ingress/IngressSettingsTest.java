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
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "BOTS",
                        "shop",
                        "SHOP_BOT_TOKEN",
                        "654321:shop-token-shop-token-shop-token-00")))
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

  @Test
  void theWebhooksAddressTellsNothingOfTheToken() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "WEBHOOK_SECRET", "secret", "WEBHOOK_URL", "https://example.org/123456")))
        .hasMessageContaining("WEBHOOK_URL: it holds a part of a bot's token")
        .message()
        .doesNotContain("123456");
  }

  @Test
  void whoIsToCallIsNamedByNetworks() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "WEBHOOK_SECRET",
                        "secret",
                        "WEBHOOK_NETWORKS",
                        "telegram,10.0.0.0/40",
                        "TRUSTED_PROXIES",
                        "proxy.example.org")))
        .hasMessageContaining("WEBHOOK_NETWORKS: not all are networks")
        .hasMessageContaining("TRUSTED_PROXIES: not all are networks");
  }

  @Test
  void aWebhookIsRegisteredUnderAnAddress() {
    assertThatThrownBy(() -> read(Map.of("WEBHOOK_SECRET", "s", "REGISTER_WEBHOOK", "true")))
        .hasMessageContaining("WEBHOOK_URL: not set");
  }

  private static IngressSettings read(Map<String, String> values) {
    var all = new HashMap<>(values);
    all.put("BOT_TOKEN", "123456:demo-token-demo-token-demo-token-00");
    all.put("DATABASE_URL", "postgresql://chappe@127.0.0.1:15432/chappe");
    all.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:19092");
    all.putIfAbsent("TELEGRAM_MODE", "webhook");
    return Settings.of(all).read(IngressSettings.class);
  }
}
