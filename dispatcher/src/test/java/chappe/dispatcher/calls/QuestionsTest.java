// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.bot.ApiFailure;
import chappe.common.json.Json;
import chappe.common.metrics.Metrics;
import chappe.common.telegram.ApiResult;
import chappe.common.telegram.Breakers;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuestionsTest {
  private final Deque<ApiResult> answers = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();
  private long nanos;
  private final Questions questions =
      new Questions(
          "demo",
          new Scripted(),
          new Breakers(
              new Metrics("dispatcher")
                  .gauge("chappe_dispatcher_breaker", "states", "bot", "state"),
              Breakers.OPEN),
          new Patience(() -> nanos, this::pass));

  private final class Scripted implements Telegram {
    @Override
    public ApiResult ask(String method, JsonNode params) {
      asked.add(method);
      return answers.remove();
    }

    @Override
    public ApiResult file(String path) {
      asked.add(path);
      return answers.remove();
    }
  }

  @Test
  void anAnswerIsGivenAsItCame() throws Exception {
    answers.add(sent("{\"status\":\"member\"}"));

    assertThat(ask()).isEqualTo("{\"status\":\"member\"}");
  }

  @Test
  void whatFailsOnTheWayIsAskedAgain() throws Exception {
    answers.add(new ApiResult.Unknown("IOException"));
    answers.add(new ApiResult.ServerError(502, "Bad Gateway"));
    answers.add(sent("1"));

    assertThat(ask()).isEqualTo("1");
    assertThat(waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void tooManyQuestionsWaitAsLongAsTelegramSays() throws Exception {
    answers.add(new ApiResult.RetryAfter(Duration.ofSeconds(7), "Too Many Requests"));
    answers.add(sent("1"));

    assertThat(ask()).isEqualTo("1");
    assertThat(waits).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void aPauseThatWouldHoldTheChatUpForTooLongFails() {
    answers.add(new ApiResult.RetryAfter(Duration.ofMinutes(5), "Too Many Requests"));

    assertFails(429, "getChatMember was refused: 429");
    assertThat(waits).isEmpty();
  }

  static Stream<ApiResult> refusals() {
    return Stream.of(
        new ApiResult.Rejected(400, "Bad Request: words"),
        new ApiResult.Blocked("Forbidden: words"),
        new ApiResult.Migrated(-100L, "words"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aRefusalIsNotAskedAgainAndItsWordsStayOutOfTheMessage(ApiResult refusal) {
    answers.add(refusal);

    assertThatThrownBy(this::ask)
        .isInstanceOfSatisfying(
            ApiFailure.class,
            it -> {
              assertThat(it.description()).contains("words");
              assertThat(it.getMessage()).doesNotContain("words");
              assertThat(it.code()).isBetween(400, 403);
            });
    assertThat(asked).hasSize(1);
  }

  @Test
  void afterFiveFailuresInARowNothingIsAsked() {
    for (int i = 0; i < 6; i++) {
      answers.add(new ApiResult.Unreachable("ConnectException"));
    }

    assertFails(0, "getChatMember: Telegram does not answer");
    assertFails(0, "getChatMember: Telegram does not answer");
    assertThat(asked).hasSize(5);
    assertFails(0, "getChatMember: Telegram does not answer");
    assertThat(asked).hasSize(5);
  }

  @Test
  void refusalsDoNotCountAsFailures() throws Exception {
    for (int i = 0; i < 8; i++) {
      answers.add(new ApiResult.Rejected(400, "Bad Request"));
      assertFails(400, "getChatMember was refused: 400");
    }
    answers.add(sent("1"));

    assertThat(ask()).isEqualTo("1");
  }

  @Test
  void aFileIsFetchedByThePathThatTelegramTells() throws Exception {
    answers.add(sent("{\"file_path\":\"photos/1.jpg\",\"file_size\":3}"));
    answers.add(new ApiResult.Unreachable("IOException"));
    answers.add(sent("abc"));

    assertThat(questions.download("id")).asString().isEqualTo("abc");
    assertThat(asked).containsExactly("getFile", "photos/1.jpg", "photos/1.jpg");
  }

  @Test
  void aFileOverTwentyMegabytesIsNotFetched() {
    answers.add(sent("{\"file_path\":\"a\",\"file_size\":20000001}"));

    assertThatThrownBy(() -> questions.download("id")).isInstanceOf(ApiFailure.class);
    assertThat(asked).containsExactly("getFile");
  }

  @Test
  void anInterruptGoesThrough() {
    answers.add(new ApiResult.Unknown("interrupted"));
    Thread.currentThread().interrupt();

    assertThatThrownBy(this::ask).isInstanceOf(InterruptedException.class);
    assertThat(asked).hasSize(1);
  }

  @Test
  void atMostThirtyQuestionsASecondLeave() throws Exception {
    for (int i = 0; i < 61; i++) {
      answers.add(sent("1"));
      ask();
    }

    assertThat(Duration.ofNanos(nanos)).isBetween(Duration.ofMillis(1999), Duration.ofSeconds(2));
  }

  private void assertFails(int code, String message) {
    assertThatThrownBy(this::ask)
        .isInstanceOfSatisfying(ApiFailure.class, it -> assertThat(it.code()).isEqualTo(code))
        .hasMessage(message);
  }

  private String ask() throws InterruptedException {
    return new String(questions.ask("getChatMember", Json.object()), StandardCharsets.UTF_8);
  }

  private static ApiResult sent(String json) {
    return new ApiResult.Sent(json.getBytes(StandardCharsets.UTF_8));
  }

  private void pass(Duration duration) {
    waits.add(duration);
    nanos += duration.toNanos();
  }
}
