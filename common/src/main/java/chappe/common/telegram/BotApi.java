// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.telegram;

import chappe.common.json.Json;
import chappe.common.settings.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls the Bot API over kept-alive HTTP/1.1 connections: `POST {api}/bot{token}/{method}` with
/// the parameters as JSON, get-methods too. One call makes at most one request, never a second one
/// by itself; whatever happens comes back as an [ApiResult]. Logs each call's method, outcome,
/// duration and sizes; a token or a text is in no log line and no exception. Thread-safe; serves
/// any number of bots.
public final class BotApi implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BotApi.class);

  /// What a URL's path carries as it is: anything else would be quoted, token and all, by the
  /// exception of the URL's parser.
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9:_-]+");

  private static final Pattern METHOD = Pattern.compile("[A-Za-z0-9_]{1,64}");

  /// An answer of `getUpdates` is cut by Telegram at about 4 MiB.
  private static final long LONGEST_ANSWER = 8L << 20;

  private static final Pattern FILE_PATH = Pattern.compile("[A-Za-z0-9_./-]{1,512}");

  /// Telegram hands out files of at most 20 MB.
  private static final long LONGEST_FILE = 20L << 20;

  private final String base;
  private final CallSettings settings;
  private final LongSupplier nanos;
  private final HttpClient client;

  /// @param api where the Bot API is served, such as `https://api.telegram.org`; may have a path
  /// @param nanos a monotonic clock in nanoseconds
  public BotApi(URI api, CallSettings settings, LongSupplier nanos) {
    this.base = api.toString().replaceFirst("/+$", "");
    this.settings = settings;
    this.nanos = nanos;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connectTimeout())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  /// Makes a call and waits for its answer as long as the settings allow.
  ///
  /// @param params a JSON object
  /// @return where the waiting thread is interrupted, [ApiResult.Unknown] or
  ///   [ApiResult.Unreachable]; the connection is dropped and the thread stays interrupted
  /// @throws IllegalArgumentException where the token cannot stand in a URL
  public ApiResult call(Secret token, String method, JsonNode params) {
    return call(token, method, params, settings.answerTimeout());
  }

  /// The same with a time-out of its own, for a long poll.
  ///
  /// @param answerTimeout from the connection's being there to the answer's last byte
  public ApiResult call(Secret token, String method, JsonNode params, Duration answerTimeout) {
    if (!METHOD.matcher(method).matches()) {
      return new ApiResult.Rejected(404, "Not Found: no method can have this name");
    }
    var body = Json.bytes(params);
    long start = nanos.getAsLong();
    var watched = new WatchedBody(body);
    var request =
        HttpRequest.newBuilder(uri("/bot", token, method))
            .header("Content-Type", "application/json")
            .POST(watched)
            .build();
    var result = exchange(request, LONGEST_ANSWER, Answer::result, watched, answerTimeout);
    LOG.atDebug()
        .addKeyValue("method", method)
        .addKeyValue("outcome", result.outcome())
        .addKeyValue("duration_ms", TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - start))
        .addKeyValue("request_size", body.length)
        .log("called the Bot API");
    return result;
  }

  /// Fetches a file. Nothing is changed by it, so whatever fails is [ApiResult.Unreachable].
  ///
  /// @param path the `file_path` that `getFile` has told
  /// @return [ApiResult.Sent] has the file's bytes in place of JSON
  /// @throws IllegalArgumentException where the token cannot stand in a URL
  public ApiResult download(Secret token, String path) {
    if (!FILE_PATH.matcher(path).matches()) {
      return new ApiResult.Rejected(404, "Not Found: no file can have this path");
    }
    long start = nanos.getAsLong();
    var result =
        exchange(
            HttpRequest.newBuilder(uri("/file/bot", token, path)).build(),
            LONGEST_FILE,
            it -> it.status() == 200 ? new ApiResult.Sent(it.body()) : it.result(),
            new WatchedBody(new byte[0]),
            settings.answerTimeout());
    LOG.atDebug()
        .addKeyValue("outcome", result.outcome())
        .addKeyValue("duration_ms", TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - start))
        .log("downloaded a file");
    return result;
  }

  private URI uri(String before, Secret token, String path) {
    if (!TOKEN.matcher(token.reveal()).matches()) {
      throw new IllegalArgumentException("a bot's token has characters that no token has");
    }
    return URI.create(base + before + token.reveal() + "/" + path);
  }

  private ApiResult exchange(
      HttpRequest request,
      long longest,
      Function<Answer, ApiResult> reading,
      WatchedBody body,
      Duration answerTimeout) {
    var answer =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), longest));
    var patience = settings.connectTimeout().plus(answerTimeout);
    try {
      return reading.apply(read(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS)));
    } catch (ExecutionException e) {
      return failed(Objects.requireNonNullElse(e.getCause(), e), body);
    } catch (TimeoutException _) {
      answer.cancel(true);
      return lost("no answer within " + answerTimeout.toMillis() + " ms", body);
    } catch (InterruptedException _) {
      // kept for the caller: what it makes of the call and of the interrupt are two decisions
      Thread.currentThread().interrupt();
      answer.cancel(true);
      return lost("interrupted", body);
    }
  }

  private static Answer read(HttpResponse<byte[]> response) {
    return new Answer(
        response.statusCode(), response.headers().firstValue("Retry-After"), response.body());
  }

  /// Only the types of the exceptions are told: their messages are not ours.
  private static ApiResult failed(Throwable cause, WatchedBody body) {
    String type = cause.getClass().getSimpleName();
    boolean before =
        cause instanceof ConnectException
            || cause instanceof HttpConnectTimeoutException
            || cause instanceof SSLHandshakeException;
    return before ? new ApiResult.Unreachable(type) : lost(type, body);
  }

  private static ApiResult lost(String cause, WatchedBody body) {
    return body.withdraw() ? new ApiResult.Unreachable(cause) : new ApiResult.Unknown(cause);
  }

  /// Drops what is still under way and frees the connections. May be called twice.
  @Override
  public void close() {
    client.shutdownNow();
  }
}
