// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher.calls;

import chappe.bot.HttpReply;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The network: kept-alive connections, answers of at most 16 MiB. A redirect is an answer like any
/// other: following it would take the author's secrets along to wherever it leads. Thread-safe.
public final class NetworkTransport implements Transport, AutoCloseable {
  private static final long LONGEST_ANSWER = 16L << 20;

  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  @Override
  public HttpReply carry(Request request) throws IOException, InterruptedException {
    var body =
        request.body().length == 0
            ? BodyPublishers.noBody()
            : BodyPublishers.ofByteArray(request.body());
    var http = HttpRequest.newBuilder(request.uri()).method(request.method(), body);
    request.headers().forEach(http::header);
    var answer =
        client.sendAsync(
            http.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
    try {
      var response = answer.get(request.timeout().toNanos(), TimeUnit.NANOSECONDS);
      return new HttpReply(response.statusCode(), response.headers().map(), response.body());
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no answer within " + request.timeout().toMillis() + " ms");
    } catch (ExecutionException e) {
      throw new IOException(Objects.requireNonNullElse(e.getCause(), e));
    } finally {
      answer.cancel(true);
    }
  }

  /// Drops what is still under way and frees the connections. May be called twice.
  @Override
  public void close() {
    client.shutdownNow();
  }
}
