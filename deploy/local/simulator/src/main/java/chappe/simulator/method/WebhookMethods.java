// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import chappe.common.json.Json;
import chappe.simulator.update.AllowedUpdates;
import chappe.simulator.update.BotUpdates;
import chappe.simulator.update.Pending;
import chappe.simulator.update.Poll;
import chappe.simulator.update.WebhookSettings;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;

/// How a bot gets its updates: setWebhook, deleteWebhook, getWebhookInfo and getUpdates.
/// Thread-safe; only getUpdates waits.
final class WebhookMethods {
  private static final int DEFAULT_CONNECTIONS = 40;
  private static final int MAX_CONNECTIONS = 100;

  Answer set(Asked asked) {
    Parameters given = asked.parameters();
    if (given.text("url").isBlank()) {
      return delete(asked);
    }
    String secret = given.text("secret_token");
    if (!secret.matches("[A-Za-z0-9_-]*")) {
      return Answer.bad("secret token contains unallowed characters");
    }
    return switch (WebhookAddress.of(given.text("url").strip())) {
      case WebhookAddress.Bad bad -> Answer.bad("bad webhook: " + bad.reason());
      case WebhookAddress.Good good ->
          set(asked, new WebhookSettings(good.url(), secret, connections(given)));
    };
  }

  Answer delete(Asked asked) {
    BotUpdates updates = asked.bot().updates();
    boolean drop = asked.parameters().flag("drop_pending_updates");
    boolean wasSet = updates.state().webhook().isPresent();
    if (wasSet && !updates.changeable()) {
      return Answer.tooMany(1);
    }
    updates.webhook(Optional.empty(), drop);
    return Answer.yes(wasSet ? "Webhook was deleted" : "Webhook is already deleted");
  }

  Answer state(Asked asked) {
    BotUpdates.State state = asked.bot().updates().state();
    ObjectNode info =
        Json.object()
            .put("url", state.webhook().map(it -> it.url().toString()).orElse(""))
            .put("has_custom_certificate", false)
            .put("pending_update_count", state.pending());
    state.webhook().ifPresent(webhook -> info.put("max_connections", webhook.maxConnections()));
    state
        .failure()
        .ifPresent(
            failure ->
                info.put("last_error_date", failure.at().getEpochSecond())
                    .put("last_error_message", failure.reason()));
    if (state.allowed().listed()) {
      state.allowed().names().forEach(info.withArray("allowed_updates")::add);
    }
    return Answer.done(info);
  }

  Answer updates(Asked asked) throws InterruptedException {
    Parameters given = asked.parameters();
    allow(asked);
    Poll poll =
        asked
            .bot()
            .updates()
            .poll(
                new Poll.Request(
                    given.number("offset"),
                    given.number("limit"),
                    Duration.ofSeconds(given.number("timeout"))));
    return switch (poll) {
      case Poll.Conflict conflict -> Answer.refused(409, "Conflict: " + conflict.reason());
      case Poll.Updates found -> {
        ArrayNode updates = Json.object().putArray("updates");
        for (Pending update : found.updates()) {
          updates.add(Json.tree(update.body()));
        }
        yield Answer.done(updates);
      }
    };
  }

  private static Answer set(Asked asked, WebhookSettings wanted) {
    BotUpdates updates = asked.bot().updates();
    boolean drop = asked.parameters().flag("drop_pending_updates");
    AllowedUpdates before = updates.state().allowed();
    allow(asked);
    boolean same =
        updates.state().webhook().equals(Optional.of(wanted))
            && updates.state().allowed().equals(before)
            && !drop;
    if (same) {
      return Answer.yes("Webhook is already set");
    }
    if (!updates.changeable()) {
      updates.allow(before);
      return Answer.tooMany(1);
    }
    updates.webhook(Optional.of(wanted), drop);
    return Answer.yes("Webhook was set");
  }

  private static void allow(Asked asked) {
    if (asked.parameters().json("allowed_updates").isArray()) {
      asked.bot().updates().allow(AllowedUpdates.of(asked.parameters().json("allowed_updates")));
    }
  }

  private static int connections(Parameters given) {
    int wanted = given.number("max_connections");
    return wanted < 1 ? DEFAULT_CONNECTIONS : Math.min(wanted, MAX_CONNECTIONS);
  }
}
