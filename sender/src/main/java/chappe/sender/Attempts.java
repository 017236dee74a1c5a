// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.record.CommandResult;
import chappe.common.record.CommandResult.Outcome;
import chappe.common.telegram.ApiResult;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The attempts at one command: makes them one by one and decides after each what follows. Never
/// waits between them. Confined to one thread.
final class Attempts {
  /// After so many lost answers, each of which may stand for a message that arrived, the chat is
  /// spared further copies.
  static final int LOST_ANSWERS = 5;

  /// So many server errors while other commands of the bot were answered are the command's own.
  static final int OWN_ERRORS = 10;

  private final Command command;
  private final Telegram telegram;
  private final InstantSource clock;
  private final DoubleSupplier random;
  private final AnswersPerBot answers;

  private JsonNode params;
  private @Nullable Instant startedAt;
  private @Nullable Long migratedTo;
  private int made;
  private int failures;
  private int lost;
  private int ownErrors;
  private long answersBefore;

  Attempts(
      Command command,
      Telegram telegram,
      InstantSource clock,
      DoubleSupplier random,
      AnswersPerBot answers) {
    this.command = command;
    this.telegram = telegram;
    this.clock = clock;
    this.random = random;
    this.answers = answers;
    this.params = command.call().params();
    this.answersBefore = answers.soFar(command.bot());
  }

  Command command() {
    return command;
  }

  /// Calls made so far.
  int made() {
    return made;
  }

  /// Makes the next attempt, unless the deadline has passed.
  ///
  /// @throws UnsendableException where it is to become a dead letter
  /// @throws InterruptedException where it was interrupted before the call
  Step next() throws InterruptedException {
    var now = clock.instant();
    if (command.expired(now)) {
      return done(Outcome.EXPIRED, null, null);
    }
    return switch (telegram.call(command, params)) {
      case Telegram.Reply.Expired() -> done(Outcome.EXPIRED, null, null);
      case Telegram.Reply.Known(var known) -> known;
      case Telegram.Reply.Held(var pause, var reason) -> again(pause, reason);
      case Telegram.Reply.Answered(var result) -> {
        made++;
        if (startedAt == null) {
          startedAt = now;
        }
        yield after(result);
      }
    };
  }

  private Step after(ApiResult result) {
    return switch (result) {
      case ApiResult.Sent sent -> {
        answers.count(command.bot());
        yield done(Outcome.SENT, messages(sent.result()), null, null);
      }
      case ApiResult.RetryAfter(var pause, _) -> {
        answers.count(command.bot());
        failures = 0;
        yield again(Backoff.USUAL.asked(pause, random.getAsDouble()), result.outcome());
      }
      case ApiResult.Migrated(var chat, var description) -> migrated(chat, description);
      case ApiResult.Blocked(var description) -> refused(Outcome.BLOCKED, 403, description);
      case ApiResult.Rejected(var code, var description) ->
          refused(Outcome.REJECTED, code, description);
      case ApiResult.ServerError error -> failed(error);
      case ApiResult.Unreachable _ -> backOff(result);
      case ApiResult.Unknown(var cause) -> lost(result, cause);
    };
  }

  private Step refused(Outcome outcome, int code, String description) {
    answers.count(command.bot());
    return done(outcome, code, description);
  }

  private Step migrated(long chat, String description) {
    if (migratedTo != null || !(params instanceof ObjectNode object)) {
      return refused(Outcome.REJECTED, 400, description);
    }
    answers.count(command.bot());
    migratedTo = chat;
    params = object.deepCopy().put("chat_id", chat);
    return new Step.Again(Duration.ZERO, "migrated");
  }

  private Step failed(ApiResult.ServerError error) {
    if (error.gateway() && !command.mayRepeat()) {
      return done(Outcome.UNKNOWN, error.code(), error.description());
    }
    long answersNow = answers.soFar(command.bot());
    if (answersNow > answersBefore && ++ownErrors >= OWN_ERRORS) {
      throw new UnsendableException(
          "server_error",
          "Telegram answered %d to each of %d calls, and others well"
              .formatted(error.code(), made));
    }
    answersBefore = answersNow;
    return backOff(error);
  }

  private Step lost(ApiResult result, String cause) {
    if (!command.mayRepeat()) {
      return done(Outcome.UNKNOWN, null, cause);
    }
    if (++lost >= LOST_ANSWERS) {
      throw new UnsendableException(
          "unknown", "%d answers were lost, the last one by: %s".formatted(lost, cause));
    }
    return backOff(result);
  }

  private Step backOff(ApiResult result) {
    return again(Backoff.USUAL.after(++failures, random.getAsDouble()), result.outcome());
  }

  /// No pause outlasts the deadline: a result that says *expired* is no later than it must be.
  private Step again(Duration pause, String outcome) {
    var left = command.left(clock.instant());
    return new Step.Again(left.filter(it -> it.compareTo(pause) < 0).orElse(pause), outcome);
  }

  private Step done(Outcome outcome, @Nullable Integer errorCode, @Nullable String description) {
    return done(outcome, List.of(), errorCode, description);
  }

  private Step done(
      Outcome outcome,
      List<Long> messages,
      @Nullable Integer errorCode,
      @Nullable String description) {
    return new Step.Done(
        messages,
        new CommandResult(
            1,
            command.id(),
            command.call().method(),
            outcome,
            messages.isEmpty() ? null : messages.getFirst(),
            migratedTo,
            errorCode,
            description,
            made,
            command.commandedAt(),
            startedAt,
            clock.instant()));
  }

  private static List<Long> messages(JsonNode result) {
    // an album is a list of messages; 0 stands for one that has no number yet, or never gets one
    return (result.isArray() ? result.valueStream() : Stream.of(result))
        .map(it -> it.path("message_id").asLong(0))
        .filter(it -> it != 0)
        .toList();
  }
}
