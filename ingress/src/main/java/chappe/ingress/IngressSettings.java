// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress;

import chappe.common.database.DatabaseSettings;
import chappe.common.kafka.KafkaSettings;
import chappe.common.settings.BotSettings;
import chappe.common.settings.BotsSettings;
import chappe.common.settings.Checked;
import chappe.common.settings.Environment;
import chappe.common.settings.GeneralSettings;
import chappe.common.settings.Mistake;
import chappe.common.settings.PaymentSettings;
import chappe.common.settings.Setting;
import chappe.common.settings.TelegramSettings;
import chappe.common.telegram.CallSettings;
import chappe.ingress.webhook.Callers;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.ArrayList;
import java.util.List;

/// What the ingress reads. A webhook without a secret is a mistake: the door never stands open.
public record IngressSettings(
    @Setting(
            name = "INGRESS_PORT",
            fallback = "8080",
            doc = "the port of ingress; 0 takes a free one")
        @Min(0)
        @Max(65_535)
        int port,
    @Setting(
            name = "WEBHOOK_NETWORKS",
            doc =
                "who may call the webhook: networks, or telegram for Telegram's own; none: anybody")
        List<String> webhookNetworks,
    @Setting(
            name = "TRUSTED_PROXIES",
            doc = "networks of the proxies whose X-Forwarded-For is believed")
        List<String> trustedProxies,
    @Setting(
            name = "REGISTER_WEBHOOK",
            fallback = "false",
            doc =
                "call setWebhook at the start and whenever Telegram's differs; when polling, delete"
                    + " a webhook that stands in the way. What waits is kept")
        boolean registerWebhook,
    @Setting(
            name = "WEBHOOK_MAX_CONNECTIONS",
            fallback = "40",
            doc = "how many connections Telegram may open at once")
        @Min(1)
        @Max(100)
        int webhookMaxConnections,
    GeneralSettings general,
    TelegramSettings telegram,
    CallSettings calls,
    BotsSettings bots,
    PaymentSettings payments,
    KafkaSettings kafka,
    DatabaseSettings database)
    implements Checked {
  private static final String NETWORKS =
      "networks such as 149.154.160.0/20 separated by commas, or telegram";

  @Override
  public List<Mistake> mistakes(Environment environment) {
    List<Mistake> mistakes = new ArrayList<>();
    if (telegram.mode() == TelegramSettings.Mode.WEBHOOK) {
      mistakes.addAll(bots.missingWebhookSecrets());
      if (registerWebhook && telegram.webhookUrl().isEmpty()) {
        mistakes.add(
            new Mistake("WEBHOOK_URL", "not set", "an address, since REGISTER_WEBHOOK is true"));
      }
    }
    if (bots.bots().stream().anyMatch(this::showsTheTokensId)) {
      mistakes.add(
          new Mistake(
              "WEBHOOK_URL",
              "it holds a part of a bot's token",
              "an address that tells nothing of the token; the secret protects it"));
    }
    if (!Callers.areNetworks(webhookNetworks)) {
      mistakes.add(new Mistake("WEBHOOK_NETWORKS", "not all are networks", NETWORKS));
    }
    if (!Callers.areNetworks(trustedProxies)) {
      mistakes.add(new Mistake("TRUSTED_PROXIES", "not all are networks", NETWORKS));
    }
    return mistakes;
  }

  private boolean showsTheTokensId(BotSettings bot) {
    String id = bot.token().reveal().replaceFirst(":.*", "");
    return !id.isEmpty()
        && telegram.webhookUrl().filter(it -> it.toString().contains(id)).isPresent();
  }

  /// Who may call the webhook.
  Callers callers() {
    return Callers.of(webhookNetworks, trustedProxies);
  }
}
