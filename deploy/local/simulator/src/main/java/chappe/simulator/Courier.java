// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import chappe.common.json.Json;
import chappe.common.json.UnreadableJson;
import chappe.simulator.chat.BotAccount;
import chappe.simulator.ledger.Fault;
import chappe.simulator.ledger.Faults;
import chappe.simulator.method.Methods;
import chappe.simulator.method.Parameters;
import chappe.simulator.update.BotUpdates;
import chappe.simulator.update.WebhookSender;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A bot at the end of its webhook: a method in its 2xx answer is carried out, its result goes
/// nowhere, as Telegram does.
record Courier(BotAccount bot, Exchange exchange, Faults faults) implements WebhookSender.Receiver {
  @Override
  public BotUpdates updates() {
    return bot.updates();
  }

  @Override
  public void answered(String contentType, byte[] body) {
    Parameters parameters = read(contentType, body);
    String method = parameters.text("method");
    if (!Methods.allowedInWebhook(method)) {
      return;
    }
    try {
      exchange.call(bot, method, parameters, true);
    } catch (InterruptedException _) {
      // only a closing simulator interrupts its own threads
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Optional<WebhookSender.Loss> loss() {
    return faults
        .take(bot.id(), "webhook", "")
        .map(
            fault ->
                fault.drop() == Fault.Drop.BEFORE
                    ? WebhookSender.Loss.BEFORE
                    : WebhookSender.Loss.AFTER);
  }

  private static Parameters read(String contentType, byte[] body) {
    if (contentType.startsWith("application/x-www-form-urlencoded")) {
      return FormText.read(new String(body, StandardCharsets.UTF_8));
    }
    try {
      return Parameters.of(Json.tree(body));
    } catch (UnreadableJson _) {
      return Parameters.of(Json.object());
    }
  }
}
