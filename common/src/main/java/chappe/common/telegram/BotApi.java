// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.telegram;

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
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;

/// Calls the Bot API over kept-alive HTTP/1.1 connections: `POST {api}/bot{token}/{method}` with
/// the parameters as JSON, get-methods too. One call makes at most one request, never a second one
/// by itself; whatever happens comes back as an [ApiResult]. Logs each call's method, status,
/// duration and sizes, and warns of slow ones; a token or a text is in no log line and no
/// exception. Thread-safe; serves any number of bots.
public final class BotApi implements AutoCloseable {
  /// What a URL's path carries as it is: anything else would be quoted, token and all, by the
  /// exception of the URL's parser.
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9:_-]+");

  private static final Pattern METHOD = Pattern.compile("[A-Za-z0-9_]{1,64}");

  /// An answer of `getUpdates` is cut by Telegram at about 4 MiB.
  private static final long LONGEST_ANSWER = 8L << 20;

  private static final Pattern FILE_PATH = Pattern.compile("[A-Za-z0-9_./-]{1,512}");

  /// Telegram hands out files of at most 20 MB.
  private static final long LONGEST_FILE = 20L << 20;

  /// What even a poor line uploads.
  private static final long BYTES_PER_SECOND = 256L << 10;

  private final String base;
  private final CallSettings settings;
  private final LongSupplier nanos;
  private final CallLog log;
  private final HttpClient client;

  /// @param api where the Bot API is served, such as `https://api.telegram.org`; may have a path
  /// @param nanos a monotonic clock in nanoseconds
  public BotApi(URI api, CallSettings settings, LongSupplier nanos) {
    this.base = api.toString().replaceFirst("/+$", "");
    this.settings = settings;
    this.nanos = nanos;
    this.log = new CallLog(settings.slowCall(), nanos);
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
    return call(token, method, CallBody.of(params, List.of()), answerTimeout);
  }

  /// Makes a call that uploads files. Their bytes get more time than the settings' time-out: a
  /// second for each 256 KiB.
  public ApiResult call(Secret token, String method, JsonNode params, List<FilePart> files) {
    long size = files.stream().mapToLong(it -> it.bytes().length).sum();
    return call(
        token,
        method,
        CallBody.of(params, files),
        settings.answerTimeout().plusSeconds(size / BYTES_PER_SECOND));
  }

  private ApiResult call(Secret token, String method, CallBody content, Duration answerTimeout) {
    if (!METHOD.matcher(method).matches()) {
      return new ApiResult.Rejected(404, "Not Found: no method can have this name");
    }
    var body = new WatchedBody(content.bytes());
    var request =
        HttpRequest.newBuilder(uri("/bot", token, method))
            .header("Content-Type", content.contentType())
            .POST(body)
            .build();
    long start = nanos.getAsLong();
    var exchange = exchange(request, cause -> lost(cause, body), answerTimeout, LONGEST_ANSWER);
    var result =
        switch (exchange) {
          case Exchange.Answered(var answer) -> answer.result();
          case Exchange.Failed(var failure) -> failure;
        };
    log.called(method, result.outcome(), start, content.bytes().length, exchange);
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
    var request = HttpRequest.newBuilder(uri("/file/bot", token, path)).GET().build();
    long start = nanos.getAsLong();
    var exchange =
        exchange(request, ApiResult.Unreachable::new, settings.answerTimeout(), LONGEST_FILE);
    var result =
        switch (exchange) {
          case Exchange.Answered(var answer) when answer.status() == 200 ->
              new ApiResult.Sent(answer.body());
          case Exchange.Answered(var answer) -> answer.result();
          case Exchange.Failed(var failure) -> failure;
        };
    log.called("download", result.outcome(), start, 0, exchange);
    return result;
  }

  private URI uri(String kind, Secret token, String rest) {
    if (!TOKEN.matcher(token.reveal()).matches()) {
      throw new IllegalArgumentException("a bot's token has characters that no token has");
    }
    return URI.create(base + kind + token.reveal() + "/" + rest);
  }

  private Exchange exchange(
      HttpRequest request, Function<String, ApiResult> lost, Duration answerTimeout, long longest) {
    var answer =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), longest));
    var patience = settings.connectTimeout().plus(answerTimeout);
    try {
      return new Exchange.Answered(read(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS)));
    } catch (ExecutionException e) {
      return new Exchange.Failed(failed(Objects.requireNonNullElse(e.getCause(), e), lost));
    } catch (TimeoutException _) {
      answer.cancel(true);
      return new Exchange.Failed(
          lost.apply("no answer within " + answerTimeout.toMillis() + " ms"));
    } catch (InterruptedException _) {
      // kept for the caller: what it makes of the call and of the interrupt are two decisions
      Thread.currentThread().interrupt();
      answer.cancel(true);
      return new Exchange.Failed(lost.apply("interrupted"));
    }
  }

  private static Answer read(HttpResponse<byte[]> response) {
    return new Answer(
        response.statusCode(), response.headers().firstValue("Retry-After"), response.body());
  }

  /// Only the types of the exceptions are told: their messages are not ours.
  private static ApiResult failed(Throwable cause, Function<String, ApiResult> lost) {
    String type = cause.getClass().getSimpleName();
    boolean before =
        cause instanceof ConnectException
            || cause instanceof HttpConnectTimeoutException
            || cause instanceof SSLHandshakeException;
    return before ? new ApiResult.Unreachable(type) : lost.apply(type);
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
