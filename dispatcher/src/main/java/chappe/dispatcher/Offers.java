// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Api;
import chappe.bot.BotMetrics;
import chappe.bot.BotServices;
import chappe.bot.HttpOptions;
import chappe.bot.InitData;
import chappe.common.settings.Secret;
import chappe.dispatcher.calls.Calls;
import chappe.dispatcher.calls.OwnServices;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/// What the line offers to every bot, at its start and in its handlers. Thread-safe.
final class Offers {
  private final InstantSource clock;
  private final AuthorMetrics metrics;
  private final Calls calls;
  private final Function<String, Optional<Secret>> tokens;
  private final OwnParts own;
  private final Map<String, Offer> offers = new ConcurrentHashMap<>();

  /// What one bot is offered.
  record Offer(
      String name,
      InstantSource clock,
      BotMetrics metrics,
      OwnServices services,
      Api api,
      Optional<Secret> token,
      OwnParts own)
      implements BotServices {
    @Override
    public <R extends Record> R settings(Class<R> type) {
      return own.settings(type);
    }

    @Override
    public void onRotation(String name, BiConsumer<Secret, Secret> listener) {
      own.onRotation(name, listener);
    }

    @Override
    public Jdbi jdbi() {
      return own.jdbi(name);
    }

    @Override
    public HttpOptions http(String service, URI address) {
      return services.declare(service, address);
    }

    @Override
    public InitData initData(String initData, Duration longest) {
      var key =
          token.orElseThrow(
              () -> new IllegalStateException("the bot '" + name + "' has no BOT_TOKEN here"));
      return InitData.check(initData, key, longest, clock.instant());
    }
  }

  /// @param tokens of a bot by its name
  /// @param own what bots have of their own
  Offers(
      InstantSource clock,
      AuthorMetrics metrics,
      Calls calls,
      Function<String, Optional<Secret>> tokens,
      OwnParts own) {
    this.clock = clock;
    this.metrics = metrics;
    this.calls = calls;
    this.tokens = tokens;
    this.own = own;
  }

  AuthorMetrics metrics() {
    return metrics;
  }

  Offer to(String bot) {
    return offers.computeIfAbsent(
        bot,
        name ->
            new Offer(
                name,
                clock,
                metrics.of(name),
                calls.services(),
                new TypedApi(calls.questions(name)),
                tokens.apply(name),
                own));
  }
}
