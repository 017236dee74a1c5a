// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher.calls;

import chappe.bot.ApiFailure;
import chappe.common.json.Json;
import chappe.common.telegram.ApiResult;
import chappe.common.telegram.Breakers;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One bot's questions to Telegram, each with its turn and its tries, and none while Telegram is
/// down. Thread-safe.
public final class Questions {
  static final int PER_SECOND = 30;
  static final int TRIES = 3;
  static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  /// A handler that waits longer holds its chat up for too long.
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private static final long LARGEST_FILE = 20L * 1000 * 1000;

  private final String bot;
  private final Telegram telegram;
  private final Breakers breakers;
  private final Patience patience;
  private final Turns turns = new Turns(PER_SECOND);

  /// @param breakers of all bots
  public Questions(String bot, Telegram telegram, Breakers breakers, Patience patience) {
    this.bot = bot;
    this.telegram = telegram;
    this.breakers = breakers;
    this.patience = patience;
  }

  /// Asks.
  ///
  /// @return the answer's `result`, as Telegram sent it
  /// @throws ApiFailure where Telegram refuses, or does not answer
  public byte[] ask(String method, JsonNode params) throws InterruptedException {
    return tried(method, () -> telegram.ask(method, params));
  }

  /// Fetches a file.
  ///
  /// @throws ApiFailure where Telegram refuses, does not answer, or the file is over 20 MB
  public byte[] download(String fileId) throws InterruptedException {
    var file = Json.tree(ask("getFile", Json.object().put("file_id", fileId)));
    var path = file.path("file_path").asText("");
    if (path.isEmpty() || file.path("file_size").asLong(0) > LARGEST_FILE) {
      throw new ApiFailure("getFile", 400, "the file is too big to be downloaded");
    }
    return tried("download", () -> telegram.file(path));
  }

  private byte[] tried(String method, Supplier<ApiResult> call) throws InterruptedException {
    var wait = FIRST_WAIT;
    for (int attempt = 1; ; attempt++) {
      var result =
          once(call)
              .orElseThrow(() -> new ApiFailure(method, 0, "it has not answered several times"));
      if (result instanceof ApiResult.Sent sent) {
        return sent.json();
      }
      var pause = result instanceof ApiResult.RetryAfter later ? later.pause() : wait;
      if (!mayPass(result) || attempt == TRIES || pause.compareTo(LONGEST_PAUSE) > 0) {
        throw failure(method, result);
      }
      patience.pass(pause);
      wait = wait.multipliedBy(2);
    }
  }

  /// Asks once in its turn; empty where the breaker is open.
  private Optional<ApiResult> once(Supplier<ApiResult> call) throws InterruptedException {
    try {
      return breakers.call(bot, () -> inTurn(call));
    } catch (Interrupted e) {
      throw new InterruptedException(e.getMessage());
    }
  }

  private ApiResult inTurn(Supplier<ApiResult> call) {
    try {
      patience.pass(turns.take(patience.now()));
    } catch (InterruptedException e) {
      throw new Interrupted("while a question waited for its turn", e);
    }
    var result = call.get();
    if (Thread.interrupted()) {
      throw new Interrupted("while Telegram was asked", null);
    }
    return result;
  }

  /// Carries an interrupt out of the breaker, which counts it as a failure: nothing was answered.
  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Interrupted(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  private static boolean mayPass(ApiResult result) {
    return switch (result) {
      case ApiResult.RetryAfter _,
          ApiResult.ServerError _,
          ApiResult.Unreachable _,
          ApiResult.Unknown _ ->
          true;
      case ApiResult.Sent _, ApiResult.Migrated _, ApiResult.Blocked _, ApiResult.Rejected _ ->
          false;
    };
  }

  private static ApiFailure failure(String method, ApiResult result) {
    return switch (result) {
      case ApiResult.RetryAfter(_, var description) -> new ApiFailure(method, 429, description);
      case ApiResult.Migrated(_, var description) -> new ApiFailure(method, 400, description);
      case ApiResult.Blocked(var description) -> new ApiFailure(method, 403, description);
      case ApiResult.Rejected(int code, var description) ->
          new ApiFailure(method, code, description);
      case ApiResult.ServerError(int code, var description) ->
          new ApiFailure(method, code, description);
      case ApiResult.Unreachable(var cause) -> new ApiFailure(method, 0, cause);
      case ApiResult.Unknown(var cause) -> new ApiFailure(method, 0, cause);
      case ApiResult.Sent _ -> throw new IllegalStateException("it succeeded");
    };
  }
}
