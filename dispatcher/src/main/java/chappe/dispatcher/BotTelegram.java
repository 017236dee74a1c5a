// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.settings.Secret;
import chappe.common.telegram.ApiResult;
import chappe.common.telegram.BotApi;
import chappe.dispatcher.calls.Telegram;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// Telegram over the network, with one bot's token. Thread-safe.
record BotTelegram(BotApi api, String bot, Optional<Secret> token) implements Telegram {
  @Override
  public ApiResult ask(String method, JsonNode params) {
    return api.call(key(), method, params);
  }

  @Override
  public ApiResult file(String path) {
    return api.download(key(), path);
  }

  private Secret key() {
    return token.orElseThrow(
        () -> new IllegalStateException("the bot '" + bot + "' has no BOT_TOKEN here"));
  }
}
