// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.webhook;

import chappe.common.metrics.Metrics;
import chappe.common.settings.Secret;
import chappe.ingress.update.UpdateLog;
import chappe.ingress.update.UpdateScanner;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `POST /webhook/{bot}`: who knows the bot's secret hands in an update and is answered 200 when
/// Kafka has it on all in-sync replicas, or 503 when that cannot be said. No thread waits in
/// between. An update posted again is stored again, under the same id. Thread-safe.
///
/// An authenticated body that is no update is answered 200 as well, as a dead letter: refused, it
/// would come back for a day and hold up its chat (TELEGRAM facts 14 to 17).
public final class Webhook {
  private static final Logger log = LoggerFactory.getLogger(Webhook.class);

  private static final String PATH = "/webhook/{bot}";
  private static final String SECRET = "X-Telegram-Bot-Api-Secret-Token";

  /// Seconds, honoured by Telegram (fact 16): soon enough that the line flows again right after
  /// Kafka is back.
  private static final String RETRY_AFTER = "2";

  private final Map<String, Secret> secrets;
  private final UpdateLog updates;
  private final LongSupplier nanos;
  private final UpdateScanner scanner = new UpdateScanner();
  private final Counter rejected;
  private final Histogram duration;

  /// @param secrets each bot's webhook secret by its name; a bot that is not here is unknown
  /// @param nanos a monotonic clock in nanoseconds
  public Webhook(
      Map<String, Secret> secrets, UpdateLog updates, Metrics metrics, LongSupplier nanos) {
    this.secrets = Map.copyOf(secrets);
    this.updates = updates;
    this.nanos = nanos;
    this.rejected =
        metrics.counter("chappe_ingress_rejected_total", "Requests not answered 200.", "reason");
    this.duration =
        metrics.histogram(
            "chappe_ingress_request_seconds", "From request to answer, by status.", "status");
  }

  /// Adds the door's routes.
  public void routes(RoutesConfig routes) {
    for (var method : HandlerType.commonHttp()) {
      routes.addHttpHandler(
          method,
          PATH,
          method.equals(HandlerType.POST)
              ? this::post
              : context -> refuse(context, Refusal.METHOD, nanos.getAsLong()));
    }
  }

  private void post(Context context) {
    long start = nanos.getAsLong();
    var bot = context.pathParam("bot");
    try {
      var refusal = stranger(bot, Optional.ofNullable(context.header(SECRET)));
      if (refusal.isPresent()) {
        refuse(context, refusal.get(), start);
        return;
      }
      var request = context.req();
      Body.read(request.getInputStream(), request.getContentLengthLong())
          .ifPresentOrElse(
              body -> context.future(() -> store(context, bot, body, start)),
              () -> refuse(context, Refusal.TOO_LARGE, start));
    } catch (IOException _) {
      // the client went away, or sent no HTTP
      refuse(context, Refusal.BROKEN_BODY, start);
    }
  }

  private Optional<Refusal> stranger(String bot, Optional<String> candidate) {
    var secret = secrets.get(bot);
    if (secret == null) {
      return Optional.of(Refusal.UNKNOWN_BOT);
    }
    if (candidate.isEmpty() || candidate.get().isEmpty()) {
      return Optional.of(Refusal.MISSING_SECRET);
    }
    return secret.matches(candidate.get()) ? Optional.empty() : Optional.of(Refusal.WRONG_SECRET);
  }

  /// Kafka acknowledges on the producer's only thread, which must not wait for a client to take its
  /// answer: each is written on a virtual thread of its own.
  private CompletableFuture<Void> store(Context context, String bot, byte[] body, long start) {
    return updates
        .append(bot, scanner.scan(body), body)
        .handleAsync(
            (_, failure) -> {
              if (failure == null) {
                answered(context.status(200), start);
              } else {
                log.debug("bot {}: an update was not stored", bot, failure);
                refuse(context.header("Retry-After", RETRY_AFTER), Refusal.NOT_STORED, start);
              }
              return null;
            },
            Thread::startVirtualThread);
  }

  private void refuse(Context context, Refusal refusal, long start) {
    rejected.labels(refusal.label()).inc();
    context.status(refusal.status()).contentType("application/json").result(refusal.json());
    if (refusal == Refusal.METHOD) {
      context.header("Allow", "POST");
    }
    if (refusal == Refusal.TOO_LARGE) {
      // what is left of the body will not be read
      context.header("Connection", "close");
    }
    answered(context, start);
  }

  private void answered(Context context, long start) {
    duration
        .labels(Integer.toString(context.statusCode()))
        .observe((nanos.getAsLong() - start) / 1e9);
  }
}
