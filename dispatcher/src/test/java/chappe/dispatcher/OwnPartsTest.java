// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.bot.Bot;
import chappe.bot.BotServices;
import chappe.bot.Routes;
import chappe.common.metrics.Metrics;
import chappe.common.settings.Setting;
import chappe.common.settings.Settings;
import chappe.common.settings.SettingsException;
import chappe.dispatcher.calls.Patience;
import jakarta.validation.constraints.Max;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnPartsTest {
  private record Shop(
      @Setting(name = "SHOP_ADDRESS", doc = "where the shop is") String address,
      @Setting(name = "SHOP_LIMIT", fallback = "5", doc = "how many") @Max(9) int limit) {}

  /// A bot with settings of its own.
  private static final class ShopBot implements Bot {
    private final String name;

    ShopBot(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void start(BotServices services) {
      services.settings(Shop.class);
    }

    @Override
    public void configure(Routes on) {
      on.any(_ -> {});
    }
  }

  @Test
  void whatIsWrongWithTheLineAndWithItsBotsIsOneReport() {
    var settings = Settings.of(Map.of("DISPATCHER_PORT", "many", "SHOP_LIMIT", "10"));
    assertThatThrownBy(() -> OneReport.read(settings, List.of(new ShopBot("shop"))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("DISPATCHER_PORT")
        .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS")
        .hasMessageContaining("SHOP_ADDRESS")
        .hasMessageContaining("SHOP_LIMIT");
  }

  @Test
  void whatIsWrongWithSeveralBotsIsOneReport() {
    var offers = offers(Map.of("SHOP_LIMIT", "10"));
    assertThatThrownBy(
            () ->
                RunningBot.start(
                    List.of(new ShopBot("a"), new ShopBot("b")), offers, _ -> () -> ""))
        .isInstanceOfSatisfying(
            SettingsException.class, it -> assertThat(it.mistakes()).hasSize(2));
  }

  @Test
  void aBotReadsItsSettings() {
    var offers = offers(Map.of("SHOP_ADDRESS", "Rome"));
    assertThat(offers.to("shop").settings(Shop.class)).isEqualTo(new Shop("Rome", 5));
    assertThatThrownBy(() -> offers.to("shop").jdbi())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("there is no database in unit tests");
  }

  @Test
  void aSchemaIsNamedAfterItsBot() {
    assertThat(BotTables.schema("my-shop")).isEqualTo("bot_my_shop");
  }

  private static Offers offers(Map<String, String> settings) {
    return new MemoryWorld()
        .offers(
            InstantSource.fixed(Instant.EPOCH),
            new Patience(() -> 0, _ -> {}),
            new Metrics("dispatcher"),
            Settings.of(settings));
  }
}
