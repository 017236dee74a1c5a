// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.update;

import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Posts updates to webhooks: JSON, keep-alive, one update a request, the secret in its header.
/// What goes when is [Delivery]'s choice; this class has the clockwork: each outcome and each new
/// update asks for the next, and a tick asks for those whose wait is over. Thread-safe; closing
/// abandons what is on its way.
public final class WebhookSender implements AutoCloseable {
  private static final String SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token";
  private static final Duration TICK = Duration.ofMillis(20);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("simulator-webhook-tick").factory());
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .executor(threads)
          .build();
  private final Duration answerTimeout;
  private final Supplier<Iterable<? extends Receiver>> receivers;

  /// A bot that updates are posted for.
  public interface Receiver {
    BotUpdates updates();

    /// What a 2xx answer carried; it may call a method.
    void answered(String contentType, byte[] body);

    /// Whether the next post is to be lost: `before` it leaves or `after` it was answered.
    Optional<Loss> loss();
  }

  /// A fault of the way to the bot.
  public enum Loss {
    BEFORE,
    AFTER
  }

  /// A sender that posts nothing before its start.
  ///
  /// @param answerTimeout how long an answer may take
  /// @param receivers all bots at this moment
  public WebhookSender(Duration answerTimeout, Supplier<Iterable<? extends Receiver>> receivers) {
    this.answerTimeout = answerTimeout;
    this.receivers = receivers;
  }

  public void start() {
    var _ = ticks.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Posts all that may go now; never blocks.
  public void pump(Receiver receiver) {
    Optional<BotUpdates.Attempt> attempt = receiver.updates().next();
    while (attempt.isPresent()) {
      post(receiver, attempt.get());
      attempt = receiver.updates().next();
    }
  }

  @Override
  public void close() {
    ticks.shutdownNow();
    client.shutdownNow();
    threads.shutdownNow();
  }

  private void tick() {
    receivers.get().forEach(this::pump);
  }

  private void post(Receiver receiver, BotUpdates.Attempt attempt) {
    Optional<Loss> loss = receiver.loss();
    if (loss.equals(Optional.of(Loss.BEFORE))) {
      receiver.updates().failed(attempt, 0, "Connection refused", Duration.ZERO);
      return;
    }
    var _ =
        client
            .sendAsync(request(attempt), HttpResponse.BodyHandlers.ofByteArray())
            .orTimeout(answerTimeout.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete(
                (response, failure) -> {
                  if (loss.isPresent()) {
                    receiver
                        .updates()
                        .failed(attempt, 0, "Webhook connection closed", Duration.ZERO);
                  } else {
                    finish(receiver, attempt, response, failure);
                  }
                  pump(receiver);
                });
  }

  private HttpRequest request(BotUpdates.Attempt attempt) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(attempt.settings().url())
            .timeout(answerTimeout)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(attempt.update().body()));
    if (!attempt.settings().secret().isEmpty()) {
      request.header(SECRET_HEADER, attempt.settings().secret());
    }
    return request.build();
  }

  private static void finish(
      Receiver receiver,
      BotUpdates.Attempt attempt,
      @Nullable HttpResponse<byte[]> response,
      @Nullable Throwable failure) {
    if (response == null) {
      receiver.updates().failed(attempt, 0, reason(failure), Duration.ZERO);
      return;
    }
    int status = response.statusCode();
    if (status < 200 || status > 299) {
      String reason =
          ("Wrong response from the webhook: " + status + " " + HttpReasons.of(status)).strip();
      receiver.updates().failed(attempt, status, reason, retryAfter(response));
      return;
    }
    receiver.updates().succeeded(attempt);
    if (response.body().length > 0) {
      receiver.answered(response.headers().firstValue("content-type").orElse(""), response.body());
    }
  }

  private static Duration retryAfter(HttpResponse<?> response) {
    String text = response.headers().firstValue("retry-after").orElse("0").strip();
    return text.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : Duration.ZERO;
  }

  private static String reason(@Nullable Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return switch (cause) {
      case ConnectException _ -> "Connection refused";
      case HttpTimeoutException _ -> "Read timeout expired";
      case TimeoutException _ -> "Read timeout expired";
      case null, default -> "Webhook connection closed";
    };
  }
}
