// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.registration;

import chappe.common.json.Json;
import chappe.common.settings.Secret;
import chappe.common.telegram.ApiResult;
import chappe.common.telegram.BotApi;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One bot's webhook, looked after: what Telegram says of it goes to the metrics, what differs from
/// the settings is one WARN line, and is set right where asked. Confined to the one thread that
/// runs it; [#said] may be asked by any.
public final class BotWebhook {
  static final Duration PERIOD = Duration.ofMinutes(1);
  static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(BotWebhook.class);

  /// What a bot's webhook is looked after with.
  ///
  /// @param secret the current one
  /// @param wanted empty where the settings do not say under which address Telegram comes in
  /// @param register whether what differs is set right
  public record Bot(
      String name,
      Secret token,
      Supplier<Secret> secret,
      Supplier<Optional<Wanted>> wanted,
      boolean register) {}

  private final Bot bot;
  private final BotApi api;
  private final InfoMetrics metrics;
  private boolean registered;
  private List<String> told = List.of();
  private volatile JsonNode said = Json.object();

  BotWebhook(Bot bot, BotApi api, InfoMetrics metrics) {
    this.bot = bot;
    this.api = api;
    this.metrics = metrics;
  }

  /// Telegram's last answer to `getWebhookInfo`; an empty object before the first.
  JsonNode said() {
    return said;
  }

  /// Asks Telegram once, and sets right what differs. The first time the webhook is set in any
  /// case: Telegram does not tell whether it has the current secret.
  ///
  /// @return how long to wait before the next look
  Duration runOnce() {
    var answer = api.call(bot.token, "getWebhookInfo", Json.object());
    if (!(answer instanceof ApiResult.Sent sent)) {
      return AFTER_FAILURE;
    }
    var info = sent.result();
    said = info;
    var wanted = bot.wanted.get();
    var differences = wanted.map(it -> it.differences(info)).orElse(List.of());
    metrics.set(bot.name, info, !differences.isEmpty());
    if (bot.register && wanted.isPresent() && (!registered || !differences.isEmpty())) {
      return register(wanted.get());
    }
    tell(differences);
    return PERIOD;
  }

  private Duration register(Wanted wanted) {
    return switch (api.call(
        bot.token, "setWebhook", wanted.parameters(bot.secret.get().reveal()))) {
      case ApiResult.Sent _ -> {
        log.info("bot {}: its webhook is set", bot.name);
        registered = true;
        // the next look shows what became of it
        yield AFTER_FAILURE;
      }
      case ApiResult.RetryAfter flood -> flood.pause();
      case ApiResult.Rejected(int code, _) -> {
        log.warn("bot {}: Telegram refuses its webhook: {}", bot.name, code);
        yield PERIOD;
      }
      case ApiResult.ServerError _,
          ApiResult.Unreachable _,
          ApiResult.Unknown _,
          ApiResult.Migrated _,
          ApiResult.Blocked _ ->
          AFTER_FAILURE;
    };
  }

  private void tell(List<String> differences) {
    if (!differences.equals(told) && !differences.isEmpty()) {
      log.warn(
          "bot {}: Telegram's webhook is not as the settings say: {}; cure: REGISTER_WEBHOOK=true",
          bot.name,
          String.join(", ", differences));
    }
    told = differences;
  }
}
