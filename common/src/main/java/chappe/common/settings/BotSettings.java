// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import java.util.Optional;

/// One bot.
///
/// @param name such as `demo`: lower case, the first part of every record's key
/// @param webhookSecret what Telegram sends with each update to prove who it is; a webhook never
///   works without one
public record BotSettings(
    String name,
    @Setting(name = "BOT_TOKEN", doc = "the bot's token") @BotToken Secret token,
    @Setting(
            name = "WEBHOOK_SECRET",
            otherNames = "WEBHOOK_SECRET_TOKEN",
            doc = "proves that an update comes from Telegram; required for webhooks")
        Optional<@SecretToken Secret> webhookSecret,
    @Setting(
            name = "WEBHOOK_SECRET_PREVIOUS",
            doc = "the secret before, taken as well while `chappe secrets rotate` runs")
        Optional<@SecretToken Secret> previousWebhookSecret) {}
