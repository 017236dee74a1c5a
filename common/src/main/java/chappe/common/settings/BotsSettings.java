// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The bots of this line: `demo` from `BOT_TOKEN`, and those of `BOTS`. At least one.
public record BotsSettings(
    @PerName(
            names = "BOTS",
            unnamed = BotsSettings.UNNAMED,
            key = "BOT_TOKEN",
            doc = "further bots; the settings of `shop` begin with `SHOP_`")
        List<BotSettings> bots)
    implements Checked {
  /// The bot of the settings without a prefix.
  public static final String UNNAMED = "demo";

  public Optional<BotSettings> bot(String name) {
    return bots.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /// One mistake per bot without a webhook secret: for whoever opens a webhook, which never stands
  /// open.
  public List<Mistake> missingWebhookSecrets() {
    return bots.stream()
        .filter(it -> it.webhookSecret().isEmpty())
        .map(
            it ->
                new Mistake(
                    settingName(it.name(), "WEBHOOK_SECRET"),
                    "not set",
                    "1 to 256 letters, digits, _ and -: a webhook is never open"))
        .toList();
  }

  @Override
  public List<Mistake> mistakes(Environment environment) {
    List<Mistake> mistakes = new ArrayList<>();
    Set<Secret> tokens = new HashSet<>();
    for (BotSettings bot : bots) {
      if (!tokens.add(bot.token())) {
        mistakes.add(
            new Mistake(
                settingName(bot.name(), "BOT_TOKEN"),
                "another bot has the same",
                "a token of its own"));
      }
    }
    return mistakes;
  }

  /// The name of a bot's setting, such as `SHOP_WEBHOOK_SECRET`.
  public static String settingName(String bot, String setting) {
    return bot.equals(UNNAMED) ? setting : RecordReader.prefix(bot) + setting;
  }
}
