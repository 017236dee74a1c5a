// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress;

import chappe.common.http.Health;
import chappe.common.http.ServiceServer;
import chappe.common.json.Json;
import chappe.common.lifecycle.Closer;
import chappe.common.settings.BotSettings;
import chappe.ingress.health.Traffic;
import chappe.ingress.registration.BotWebhook;
import chappe.ingress.registration.Registration;
import chappe.ingress.registration.Wanted;
import chappe.ingress.secrets.ReadSecrets;
import chappe.ingress.secrets.SecretWatch;
import chappe.ingress.webhook.Keys;
import chappe.ingress.webhook.Webhook;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.InstantSource;
import java.util.Optional;

/// The door that Telegram comes to: the webhook, its health, its registration and its secrets.
final class WebhookMode {
  private WebhookMode() {}

  static ServiceServer open(Closer closer, Parts parts, Health health) {
    var bots = parts.ours().bots().bots();
    var keys = new Keys();
    for (var bot : bots) {
      var _ = SecretWatch.open(keys, bot);
    }
    var traffic =
        new Traffic(
            bots.stream().map(BotSettings::name).toList(),
            InstantSource.system(),
            System::nanoTime);
    var registration =
        closer.add(
            "registration",
            Registration.start(
                bots.stream().map(it -> watched(it, keys, parts)).toList(),
                parts.api(),
                parts.supervisor(),
                parts.metrics()));
    closer.add(
        "secret watch",
        new SecretWatch(
            parts.all(),
            keys,
            new ReadSecrets(parts.database().jdbi()),
            parts.instance(),
            parts.supervisor()));
    var webhook =
        new Webhook(
            keys,
            parts.ours().callers(),
            parts.updates(),
            traffic,
            parts.metrics(),
            System::nanoTime);
    return parts.serve(
        closer,
        health,
        routes -> {
          webhook.routes(routes);
          health(routes, traffic, registration);
        });
  }

  private static void health(RoutesConfig routes, Traffic traffic, Registration registration) {
    routes.get(
        "/health/webhook",
        context ->
            json(
                context,
                Json.object()
                    .<com.fasterxml.jackson.databind.node.ObjectNode>set("bots", traffic.json())
                    .set("telegram", registration.json())));
    routes.get(
        "/health/webhook/{bot}",
        context ->
            json(
                context,
                Optional.ofNullable(traffic.json().get(context.pathParam("bot")))
                    .orElseThrow(() -> new NotFoundResponse("Unknown bot"))));
  }

  private static void json(Context context, Object value) {
    context.contentType("application/json").result(Json.bytes(value));
  }

  private static BotWebhook.Bot watched(BotSettings bot, Keys keys, Parts parts) {
    var ours = parts.ours();
    return new BotWebhook.Bot(
        bot.name(),
        bot.token(),
        () -> keys.current(bot.name()),
        () ->
            ours.telegram()
                .webhookUrl()
                .map(
                    it ->
                        new Wanted(
                            Wanted.url(it, bot.name()),
                            ours.webhookMaxConnections(),
                            parts.kinds().of(bot.name()))),
        ours.registerWebhook());
  }
}
