// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.secrets;

import chappe.common.json.Json;
import chappe.common.lifecycle.CannotStart;
import chappe.common.secrets.Print;
import chappe.common.secrets.SecretFile;
import chappe.common.settings.BotSettings;
import chappe.common.settings.BotsSettings;
import chappe.common.settings.Secret;
import chappe.common.settings.Settings;
import chappe.common.telegram.ApiResult;
import chappe.common.telegram.BotApi;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// Changes a bot's webhook secret with no request refused: the new one is written beside the old
/// one; when every running ingress takes both, Telegram is told; when no request has come with the
/// old one for the grace time, it is removed. Broken off at any point it leaves both secrets good,
/// and run again it goes on from there. Not thread-safe; blocks for as long as it takes.
public final class Rotation {
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Settings settings;
  private final ReadSecrets readers;
  private final BotApi api;
  private final Timing timing;
  private final Consumer<String> say;

  /// The times of a rotation, and how they pass.
  ///
  /// @param grace for how long no request must have come with the old secret
  /// @param patience for how long a running ingress may take to read the new one
  /// @param nanos a monotonic clock in nanoseconds
  /// @param pause waits for so long
  public record Timing(
      Duration grace, Duration patience, LongSupplier nanos, Consumer<Duration> pause) {}

  /// A rotation's files.
  private record Files(Path current, Path previous) {}

  /// Prepared; [#run] begins.
  ///
  /// @param say hears of each step, one line each, free of secrets
  public Rotation(
      Settings settings, ReadSecrets readers, BotApi api, Timing timing, Consumer<String> say) {
    this.settings = settings;
    this.readers = readers;
    this.api = api;
    this.timing = timing;
    this.say = say;
  }

  /// Rotates.
  ///
  /// @param bot as the settings say now
  /// @throws CannotStart where a person has to do something first; nothing is lost meanwhile
  public void run(BotSettings bot) {
    var files = files(BotsSettings.settingName(bot.name(), "WEBHOOK_SECRET"));
    var old = bot.webhookSecret().orElseThrow();
    var fresh = old;
    if (bot.previousWebhookSecret().isPresent()) {
      say.accept("A rotation was begun before; it goes on.");
    } else {
      fresh = SecretFile.fresh();
      SecretFile.write(files.previous, old);
      SecretFile.write(files.current, fresh);
      say.accept("The new secret is written; both are taken now.");
    }
    var print = Print.of(fresh);
    awaitAll(
        bot.name(),
        timing.patience,
        it -> it.prints().current().equals(print),
        "has not read the new secret");
    tellTelegram(bot, fresh);
    awaitUnused(bot.name());
    SecretFile.delete(files.previous);
    awaitAll(
        bot.name(), timing.patience, it -> it.prints().previous().isEmpty(), "takes the old one");
    say.accept("✅ The old secret is gone.");
  }

  private Files files(String name) {
    var origin =
        settings
            .origin(name)
            .orElseThrow(() -> new CannotStart("❌ " + name + ": not set; nothing to rotate"));
    var file = origin.file().filter(_ -> origin.isInSecretsFolder());
    if (file.isEmpty()) {
      throw new CannotStart(
          "❌ %s comes from %s and cannot be changed while the line runs. Put it into a file %s in a folder, set SECRETS_DIR to that folder, take it out of there, and restart ingress once."
              .formatted(name, origin.source(), name));
    }
    return new Files(file.get(), file.get().resolveSibling(name + "_PREVIOUS"));
  }

  private void tellTelegram(BotSettings bot, Secret fresh) {
    var info = sent(bot, "getWebhookInfo", Json.object());
    if (info.path("url").asText().isEmpty()) {
      say.accept("No webhook is set, so Telegram need not be told.");
      return;
    }
    // what is left out would fall back to Telegram's defaults
    var parameters = Json.object().put("secret_token", fresh.reveal());
    for (var name : List.of("url", "max_connections", "ip_address", "allowed_updates")) {
      if (info.has(name)) {
        parameters.set(name, info.get(name));
      }
    }
    sent(bot, "setWebhook", parameters);
    say.accept("Telegram sends the new secret.");
  }

  private JsonNode sent(BotSettings bot, String method, JsonNode parameters) {
    long end = timing.nanos.getAsLong() + timing.patience.toNanos();
    while (true) {
      var result = api.call(bot.token(), method, parameters);
      if (result instanceof ApiResult.Sent sent) {
        return sent.result();
      }
      if (result instanceof ApiResult.Rejected || timing.nanos.getAsLong() > end) {
        throw new CannotStart(
            "❌ Telegram did not take %s (%s). Both secrets are good; run this again."
                .formatted(method, result.outcome()));
      }
      timing.pause.accept(
          result instanceof ApiResult.RetryAfter flood ? flood.pause() : Duration.ofSeconds(1));
    }
  }

  private void awaitUnused(String bot) {
    say.accept("Waiting until the old secret was not used for " + timing.grace.toSeconds() + " s.");
    long told = timing.nanos.getAsLong();
    double grace = timing.grace.toMillis() / 1000.0;
    while (timing.nanos.getAsLong() - told < timing.grace.toNanos()
        || readers.running(bot).stream()
            .anyMatch(it -> it.usedAgo().filter(ago -> ago < grace).isPresent())) {
      timing.pause.accept(PAUSE);
    }
  }

  private void awaitAll(
      String bot, Duration patience, Predicate<ReadSecrets.Reader> ready, String complaint) {
    long end = timing.nanos.getAsLong() + patience.toNanos();
    while (true) {
      var running = readers.running(bot);
      var late = running.stream().filter(ready.negate()).findFirst();
      if (late.isEmpty()) {
        say.accept("Running ingress instances that agree: " + running.size());
        return;
      }
      if (timing.nanos.getAsLong() > end) {
        throw new CannotStart(
            "❌ ingress %s %s. Does it see the same SECRETS_DIR? Both secrets are good; run this again."
                .formatted(late.get().instance(), complaint));
      }
      timing.pause.accept(PAUSE);
    }
  }
}
