// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BotsSettingsTest {
  private static final String A = token(1);
  private static final String B = token(2);
  private static final String C = token(3);

  @Test
  void theUnnamedBotIsCalledDemo() {
    var bots = read(Map.of("BOT_TOKEN", A, "WEBHOOK_SECRET", "s_1-2"));
    assertThat(bots.bots()).extracting(BotSettings::name).containsExactly("demo");
    assertThat(bots.bot("demo").orElseThrow().webhookSecret()).contains(Secret.of("s_1-2"));
    assertThat(bots.missingWebhookSecrets()).isEmpty();
  }

  @Test
  void theSecretHasAnotherName() {
    assertThat(
            read(Map.of("BOT_TOKEN", A, "WEBHOOK_SECRET_TOKEN", "other"))
                .bots()
                .getFirst()
                .webhookSecret())
        .contains(Secret.of("other"));
  }

  @Test
  void furtherBotsHaveTheirNameAsPrefix() {
    var values =
        Map.of(
            "BOTS",
            "shop, help_2",
            "SHOP_BOT_TOKEN",
            B,
            "SHOP_WEBHOOK_SECRET",
            "x1",
            "HELP_2_BOT_TOKEN",
            C);
    var bots = read(values);
    assertThat(bots.bots()).extracting(BotSettings::name).containsExactly("shop", "help_2");
    assertThat(bots.bot("shop").orElseThrow().token().reveal()).isEqualTo(B);
    assertThat(bots.missingWebhookSecrets())
        .extracting(Mistake::name)
        .containsExactly("HELP_2_WEBHOOK_SECRET");
    assertThat(read(plus(values, "BOT_TOKEN", A)).bots())
        .extracting(BotSettings::name)
        .containsExactly("demo", "shop", "help_2");
  }

  @Test
  void thereIsAtLeastOneBot() {
    assertThatThrownBy(() -> read(Map.of()))
        .hasMessageContaining("BOT_TOKEN: not set; expected a token as @BotFather gives it");
    assertThatThrownBy(() -> read(Map.of("BOTS", "shop")))
        .hasMessageContaining("SHOP_BOT_TOKEN: not set; expected a token as @BotFather gives it");
  }

  @Test
  void namesAndTokensAreTheirOwn() {
    assertThatThrownBy(
            () -> read(Map.of("BOTS", "shop,shop,2x,demo", "SHOP_BOT_TOKEN", A, "BOT_TOKEN", A)))
        .isInstanceOfSatisfying(
            SettingsException.class,
            it ->
                assertThat(it.mistakes())
                    .extracting(Mistake::name)
                    .contains("BOTS", "DEMO_BOT_TOKEN"))
        .hasMessageContaining("it lists demo")
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> read(Map.of("BOTS", "shop", "SHOP_BOT_TOKEN", A, "BOT_TOKEN", A)))
        .hasMessageContaining(
            "SHOP_BOT_TOKEN: another bot has the same; expected a token of its own");
  }

  @Test
  void badSecretsAreMistakesWithoutTheirText() {
    assertThatThrownBy(() -> read(Map.of("BOT_TOKEN", A, "WEBHOOK_SECRET", "not allowed!")))
        .hasMessageContaining(
            "WEBHOOK_SECRET (given): malformed; expected 1 to 256 letters, digits, _ and -")
        .message()
        .doesNotContain("allowed!");
  }

  @Test
  void aTokenHasTheShapeThatTelegramGivesIt() {
    for (String wrong : new String[] {"1:a", "a:" + "x".repeat(35), "1:" + "x".repeat(36), "1:"}) {
      assertThatThrownBy(() -> read(Map.of("BOT_TOKEN", wrong)))
          .hasMessageContaining(
              "BOT_TOKEN (given): malformed; expected a token as @BotFather gives it: digits, a"
                  + " colon, then 35 letters, digits, _ and -")
          .message()
          .doesNotContain("xxx");
    }
  }

  @Test
  void aSecretHasTheLengthThatTelegramTakes() {
    assertThat(read(Map.of("BOT_TOKEN", A, "WEBHOOK_SECRET", "s".repeat(256))).bots()).hasSize(1);
    assertThatThrownBy(() -> read(Map.of("BOT_TOKEN", A, "WEBHOOK_SECRET", "s".repeat(257))))
        .hasMessageContaining("malformed");
  }

  private static String token(int id) {
    return id + ":" + Integer.toString(id).repeat(35);
  }

  private static BotsSettings read(Map<String, String> values) {
    return Settings.of(values).read(BotsSettings.class);
  }

  private static Map<String, String> plus(Map<String, String> values, String name, String value) {
    var all = new java.util.HashMap<>(values);
    all.put(name, value);
    return all;
  }
}
