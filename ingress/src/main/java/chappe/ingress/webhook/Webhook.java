// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.webhook;

import chappe.common.metrics.Metrics;
import chappe.ingress.health.Traffic;
import chappe.ingress.update.Scan;
import chappe.ingress.update.UpdateLog;
import chappe.ingress.update.UpdateScanner;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import java.io.IOException;
import java.util.Collections;
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

  private final Keys keys;
  private final Callers callers;
  private final UpdateLog updates;
  private final Traffic traffic;
  private final LongSupplier nanos;
  private final UpdateScanner scanner = new UpdateScanner();
  private final Counter rejected;
  private final Counter previous;
  private final Histogram duration;
  private final Histogram.Child taken;

  /// @param keys each bot's secrets; a bot that is not there is unknown
  /// @param callers who may call by their address
  /// @param traffic hears of every answer to whoever knew the secret
  /// @param nanos a monotonic clock in nanoseconds
  public Webhook(
      Keys keys,
      Callers callers,
      UpdateLog updates,
      Traffic traffic,
      Metrics metrics,
      LongSupplier nanos) {
    this.keys = keys;
    this.callers = callers;
    this.updates = updates;
    this.traffic = traffic;
    this.nanos = nanos;
    this.rejected =
        metrics.counter("chappe_ingress_rejected_total", "Requests not answered 200.", "reason");
    this.previous =
        metrics.counter(
            "chappe_ingress_previous_secret_total",
            "Requests that came with the secret before the current one.",
            "bot");
    this.duration =
        metrics.histogram(
            "chappe_ingress_request_seconds", "From request to answer, by status.", "status");
    this.taken = duration.labels("200");
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

  private void post(Context context) throws IOException {
    long start = nanos.getAsLong();
    var bot = context.pathParam("bot");
    var refusal = stranger(context, bot);
    if (refusal.isPresent()) {
      refuse(context, refusal.get(), start);
      return;
    }
    var request = context.req();
    var in = request.getInputStream();
    long announced = request.getContentLengthLong();
    if (announced > Body.LIMIT) {
      refuse(context, bot, Refusal.TOO_LARGE, start);
    } else if (Body.isHere(in, announced)) {
      var body = in.readNBytes((int) announced);
      context.future(() -> store(context, bot, body, start));
    } else {
      context.future(
          () -> Body.read(in, nanos).thenCompose(received -> taken(context, bot, received, start)));
    }
  }

  private CompletableFuture<Void> taken(
      Context context, String bot, Received received, long start) {
    return switch (received) {
      case Received.Whole(var body) -> store(context, bot, body, start);
      case Received.Refused(var refusal) -> {
        refuse(context, bot, refusal, start);
        yield CompletableFuture.completedFuture(null);
      }
    };
  }

  private Optional<Refusal> stranger(Context context, String bot) {
    var request = context.req();
    if (!callers.areAnybody()
        && !callers.mayCall(
            request.getRemoteAddr(), Collections.list(request.getHeaders("X-Forwarded-For")))) {
      return Optional.of(Refusal.WRONG_ADDRESS);
    }
    if (!keys.knows(bot)) {
      return Optional.of(Refusal.UNKNOWN_BOT);
    }
    var candidate = request.getHeader(SECRET);
    if (candidate == null || candidate.isEmpty()) {
      return Optional.of(Refusal.MISSING_SECRET);
    }
    return switch (keys.verdict(bot, candidate)) {
      case CURRENT -> Optional.empty();
      case PREVIOUS -> {
        previous.labels(bot).inc();
        yield Optional.empty();
      }
      case WRONG -> Optional.of(Refusal.WRONG_SECRET);
      case NO_SUCH_BOT -> Optional.of(Refusal.UNKNOWN_BOT);
    };
  }

  /// Kafka acknowledges on the producer's only thread, which must not wait for a client to take its
  /// answer. An answer of 200 has no body and is handed to the server, which waits for nobody, so
  /// it is given right there; one with a body is written on a virtual thread of its own.
  private CompletableFuture<Void> store(Context context, String bot, byte[] body, long start) {
    var scan = scanner.scan(body);
    return updates
        .append(bot, scan, body)
        .thenRun(
            () -> {
              traffic.add(bot, scan instanceof Scan.Unreadable);
              context.status(200);
              taken.observe((nanos.getAsLong() - start) / 1e9);
            })
        .exceptionallyAsync(
            failure -> {
              log.debug("bot {}: an update was not stored", bot, failure);
              refuse(context.header("Retry-After", RETRY_AFTER), bot, Refusal.NOT_STORED, start);
              return null;
            },
            Thread::startVirtualThread);
  }

  private void refuse(Context context, String bot, Refusal refusal, long start) {
    traffic.add(bot, refusal.status() >= 500);
    refuse(context, refusal, start);
  }

  private void refuse(Context context, Refusal refusal, long start) {
    rejected.labels(refusal.label()).inc();
    context.status(refusal.status()).contentType("application/json").result(refusal.json());
    if (refusal == Refusal.METHOD) {
      context.header("Allow", "POST");
    }
    if (refusal == Refusal.TOO_LARGE || refusal == Refusal.TOO_SLOW) {
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
