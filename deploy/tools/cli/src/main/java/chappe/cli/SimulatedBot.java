// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.json.Json;
import chappe.common.lifecycle.CannotStart;
import chappe.common.settings.Secret;
import chappe.common.telegram.ApiResult;
import chappe.common.telegram.BotApi;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/// The bot that the simulator knows when nobody has set a token.
///
/// @param secret proves to ingress that an update comes from the simulator
record SimulatedBot(Secret token, Secret secret) {
  /// Of no worth outside the simulator; always the same, so that a person can call the simulator by
  /// hand.
  private static final Secret TOKEN = Secret.of("100200300:a-token-for-the-simulator-only-0000");

  /// The simulator takes any.
  private static final String PROVIDER_TOKEN = "284685063:TEST:simulated-provider";

  private static final int SECRET_BYTES = 24;

  static SimulatedBot make() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new SimulatedBot(TOKEN, Secret.of(HexFormat.of().formatHex(bytes)));
  }

  /// What leads the services to the simulator.
  Map<String, String> settings(URI simulator) {
    return Map.of(
        "TELEGRAM_API_URL",
        simulator.toString(),
        "TELEGRAM_MODE",
        "webhook",
        "BOT_TOKEN",
        token.reveal(),
        "WEBHOOK_SECRET",
        secret.reveal(),
        "ENABLE_PAYMENTS",
        "true",
        "PAYMENT_PROVIDER_TOKEN",
        PROVIDER_TOKEN);
  }

  /// Tells the simulator where ingress is.
  void register(BotApi api, URI webhook) {
    var parameters =
        Json.object().put("url", webhook.toString()).put("secret_token", secret.reveal());
    var result = api.call(token, "setWebhook", parameters);
    if (!(result instanceof ApiResult.Sent)) {
      throw new CannotStart("❌ The simulator did not take the webhook: " + result.outcome());
    }
  }
}
