// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.polling;

import chappe.common.json.Json;
import chappe.common.settings.Secret;
import chappe.common.telegram.ApiResult;
import chappe.common.telegram.BotApi;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Telegram's getUpdates for one bot, as a long poll. Thread-safe.
final class GetUpdates implements UpdateSource {
  /// The longest that Telegram waits for an update, and the most that it answers with (TELEGRAM
  /// fact 8).
  private static final Duration LONG_POLL = Duration.ofSeconds(50);

  private static final int MOST = 100;

  private static final String ALLOWED = "allowed_updates";

  private static final Duration ANSWER = LONG_POLL.plusSeconds(10);

  private final BotApi api;
  private final Secret token;
  private final Supplier<Optional<Set<String>>> kinds;
  private final boolean deleteWebhook;

  /// @param kinds the kinds of update that are wanted; absent: what was set before stays (fact 9)
  /// @param deleteWebhook whether a webhook that forbids polling is deleted
  GetUpdates(
      BotApi api, Secret token, Supplier<Optional<Set<String>>> kinds, boolean deleteWebhook) {
    this.api = api;
    this.token = token;
    this.kinds = kinds;
    this.deleteWebhook = deleteWebhook;
  }

  @Override
  public ApiResult updates(long offset) throws InterruptedException {
    var params =
        Json.object()
            .put("offset", offset)
            .put("limit", MOST)
            .put("timeout", LONG_POLL.toSeconds());
    kinds.get().ifPresent(it -> it.stream().sorted().forEach(params.putArray(ALLOWED)::add));
    return api.call(token, "getUpdates", params, ANSWER);
  }

  /// Deletes the webhook where asked to; the updates that wait stay. Its failure shows in the next
  /// call.
  @Override
  public void webhookInTheWay() {
    if (deleteWebhook) {
      var _ = api.call(token, "deleteWebhook", Json.object());
    }
  }
}
