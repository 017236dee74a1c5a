// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.consumer.ConsumerSettings;
import chappe.common.database.DatabaseSettings;
import chappe.common.kafka.KafkaSettings;
import chappe.common.redis.RedisSettings;
import chappe.common.settings.BotsSettings;
import chappe.common.settings.GeneralSettings;
import chappe.common.settings.PerName;
import chappe.common.settings.Secret;
import chappe.common.settings.Setting;
import chappe.common.settings.TelegramSettings;
import chappe.common.telegram.CallSettings;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;

/// What the dispatcher reads.
public record DispatcherSettings(
    @Setting(
            name = "DISPATCHER_PORT",
            fallback = "8081",
            doc = "the port of the dispatcher; 0 takes a free one")
        @Min(0)
        @Max(65_535)
        int port,
    @Setting(
            name = "DISPATCHER_NAME",
            fallback = "main",
            doc = "which dispatchers share their work; bots deployed apart have names of their own")
        @Pattern(
            regexp = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}",
            message = "letters, digits, hyphens and underscores, at most 64")
        String name,
    @Setting(
            name = "MAX_MESSAGE_LENGTH",
            fallback = "4096",
            doc = "a reply with more characters becomes several messages")
        @Min(1)
        @Max(4096)
        int maxMessageLength,
    @PerName(
            names = "BOTS",
            unnamed = BotsSettings.UNNAMED,
            key = "BOT_TOKEN",
            doc = "further bots; the settings of `shop` begin with `SHOP_`")
        List<DispatcherSettings.Token> tokens,
    GeneralSettings general,
    TelegramSettings telegram,
    CallSettings calls,
    KafkaSettings kafka,
    ConsumerSettings consumer,
    DatabaseSettings database,
    RedisSettings redis) {

  /// A bot's token. The line runs without, but then `/help@some_bot` counts as meant for this bot,
  /// whoever it names.
  ///
  /// @param name the bot's name on the line
  public record Token(
      String name, @Setting(name = "BOT_TOKEN", doc = "the bot's token") Optional<Secret> token) {}

  /// The token of a bot, where there is one.
  Optional<Secret> token(String bot) {
    return tokens.stream().filter(it -> it.name().equals(bot)).findFirst().flatMap(Token::token);
  }
}
