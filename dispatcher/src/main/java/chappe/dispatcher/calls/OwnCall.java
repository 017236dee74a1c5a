// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher.calls;

import chappe.bot.HttpCall;
import chappe.bot.HttpFailure;
import chappe.bot.HttpReply;
import chappe.common.json.Json;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// One call of an author's service, with its turn and its tries. Not thread-safe.
final class OwnCall implements HttpCall {
  private static final Logger log = LoggerFactory.getLogger(OwnCall.class);

  /// What may be done twice without harm (RFC 9110) needs no key.
  private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS");

  private final OwnService service;
  private final Transport transport;
  private final Patience patience;
  private final String method;
  private final Address address;
  private final Map<String, String> headers;
  private byte[] body = {};

  OwnCall(
      OwnService service,
      Transport transport,
      Patience patience,
      String method,
      Address address,
      Supplier<String> keys) {
    this.service = service;
    this.transport = transport;
    this.patience = patience;
    this.method = method;
    this.address = address;
    headers = new LinkedHashMap<>(service.headers);
    if (!REPEATABLE.contains(method)) {
      headers.put("Idempotency-Key", keys.get());
    }
  }

  @Override
  public HttpCall query(String name, Object value) {
    address.parameter(name, value);
    return this;
  }

  @Override
  public HttpCall header(String name, String value) {
    headers.put(name, HeaderText.checked(name, value));
    return this;
  }

  @Override
  public HttpCall body(Object value) {
    body = Json.bytes(value);
    headers.putIfAbsent("Content-Type", "application/json");
    return this;
  }

  @Override
  public HttpReply send() throws InterruptedException {
    var request =
        new Transport.Request(
            service.name,
            method,
            address.under(service.base),
            Map.copyOf(headers),
            body,
            service.timeout);
    var wait = service.firstWait;
    for (int attempt = 1; ; attempt++) {
      patience.pass(service.turns.take(patience.now()));
      long start = patience.now();
      try {
        var reply = once(request);
        told(log.atDebug(), start)
            .addKeyValue("response_size", reply.body().length)
            .log("called a service");
        return reply;
      } catch (HttpFailure e) {
        boolean last = attempt >= service.tries || !again(e);
        told(last ? log.atError().setCause(e) : log.atWarn(), start)
            .addKeyValue("response_size", e.reply().map(it -> it.body().length).orElse(0))
            .addKeyValue("error_type", type(e))
            .addKeyValue("attempt", attempt)
            .addKeyValue("wait_ms", last ? 0 : wait.toMillis())
            .log("a call of a service failed");
        if (last) {
          throw e;
        }
      }
      patience.pass(wait);
      wait = wait.multipliedBy(2);
    }
  }

  private HttpReply once(Transport.Request request) throws InterruptedException {
    HttpReply reply;
    try {
      reply = transport.carry(request);
    } catch (HttpTimeoutException e) {
      throw new HttpFailure(
          service.name, "no answer within " + request.timeout().toMillis() + " ms", e);
    } catch (IOException e) {
      throw new HttpFailure(service.name, "cannot be reached", e);
    }
    if (reply.status() / 100 != 2) {
      throw new HttpFailure(service.name, reply);
    }
    return reply;
  }

  /// Where the service itself has spoken, only its own fault may pass by waiting.
  private static boolean again(HttpFailure failure) {
    return failure.status() == 0 || failure.status() >= 500;
  }

  private static String type(HttpFailure failure) {
    var cause = failure.getCause();
    return cause == null ? "status_" + failure.status() : cause.getClass().getSimpleName();
  }

  private LoggingEventBuilder told(LoggingEventBuilder line, long start) {
    var builder =
        line.addKeyValue("name", service.name)
            .addKeyValue("duration_ms", Duration.ofNanos(patience.now() - start).toMillis());
    return service.argumentsLogged
        ? builder
            .addKeyValue("arguments", address.positional())
            .addKeyValue("parameters", address.named())
        : builder;
  }
}
