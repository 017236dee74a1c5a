// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import static chappe.sender.ScriptedTelegram.SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.common.json.Json;
import chappe.common.record.CommandResult;
import chappe.common.record.CommandResult.Outcome;
import chappe.common.record.OutboundCommand;
import chappe.common.record.OutboundCommand.Repeat;
import chappe.common.record.RecordKey;
import chappe.common.telegram.ApiResult;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class DeliveryTest {
  private static final Instant COMMANDED = SettableTime.START.minusSeconds(1);
  private static final JsonNode PARAMS = Json.object().put("chat_id", 7).put("text", "hello");

  private final SettableTime time = new SettableTime();
  private ScriptedTelegram telegram = new ScriptedTelegram(time, SENT);

  @Test
  void resultSaysWhatWasSentAndWhen() throws InterruptedException {
    assertThat(deliver(command(), SENT))
        .isEqualTo(
            new CommandResult(
                1,
                "demo:9:1",
                "sendMessage",
                Outcome.SENT,
                77L,
                null,
                null,
                null,
                1,
                COMMANDED,
                SettableTime.START,
                SettableTime.START.plusMillis(100)));
    assertThat(telegram.calls).containsExactly(PARAMS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "[]", "{\"message_id\":0}", "\"https://t.me/$1\""})
  void callThatMakesNoMessageHasNoMessageId(String json) throws InterruptedException {
    var result = deliver(command(), sent(json));
    assertThat(result.outcome()).isEqualTo(Outcome.SENT);
    assertThat(result.messageId()).isNull();
  }

  @Test
  void whatIsRefusedForGoodIsNeverRepeated() throws InterruptedException {
    var result = deliver(command(), new ApiResult.Rejected(400, "Bad Request: chat not found"));
    assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(result.errorCode()).isEqualTo(400);
    assertThat(result.description()).isEqualTo("Bad Request: chat not found");
    assertThat(result.attempts()).isEqualTo(1);
  }

  @Test
  void anAlbumsFirstMessageIsItsId() throws InterruptedException {
    var done =
        new Delivery(
                new ScriptedTelegram(time, sent("[{\"message_id\":1},{\"message_id\":2}]")),
                time,
                time,
                () -> 0.5)
            .deliver(command());
    assertThat(done.result().messageId()).isEqualTo(1);
    assertThat(done.messages()).containsExactly(1L, 2L);
  }

  @Test
  void whatIsHeldWaitsAsLongAsItIsToldAndCountsAsNoAttempt() throws InterruptedException {
    var held = new ArrayDeque<Telegram.Reply>();
    held.add(new Telegram.Reply.Held(Duration.ofSeconds(60), "breaker_open"));
    held.add(new Telegram.Reply.Answered(SENT));
    var result =
        new Delivery((_, _) -> held.remove(), time, time, () -> 0.5).deliver(command()).result();
    assertThat(result.attempts()).isEqualTo(1);
    assertThat(time.pauses).containsExactly(Duration.ofSeconds(60));
  }

  @Test
  void whatIsHeldBeyondItsDeadlineExpires() throws InterruptedException {
    Telegram open = (_, _) -> new Telegram.Reply.Held(Duration.ofSeconds(60), "breaker_open");
    var result =
        new Delivery(open, time, time, () -> 0.5).deliver(expiring(Duration.ofSeconds(5))).result();
    assertThat(result.outcome()).isEqualTo(Outcome.EXPIRED);
    assertThat(result.attempts()).isZero();
  }

  @Test
  void blockedIsRefusedWithItsCode() throws InterruptedException {
    var result = deliver(command(), new ApiResult.Blocked("Forbidden: user is deactivated"));
    assertThat(result.outcome()).isEqualTo(Outcome.BLOCKED);
    assertThat(result.errorCode()).isEqualTo(403);
  }

  @Test
  void floodControlIsWaitedOutAsLongAsTelegramAsks() throws InterruptedException {
    var result =
        deliver(command(), flood(Duration.ofSeconds(17)), flood(Duration.ofHours(3)), SENT);
    assertThat(result.outcome()).isEqualTo(Outcome.SENT);
    assertThat(result.attempts()).isEqualTo(3);
    assertThat(time.pauses.get(0)).isBetween(Duration.ofSeconds(17), Duration.ofSeconds(18));
    assertThat(time.pauses.get(1))
        .isBetween(Duration.ofHours(3), Duration.ofHours(3).plusSeconds(1));
  }

  @Test
  void unreachableTelegramIsWaitedForWithoutEnd() throws InterruptedException {
    var outage = Collections.nCopies(300, new ApiResult.Unreachable("ConnectException"));
    var result = deliver(command(), script(outage, SENT));
    assertThat(result.outcome()).isEqualTo(Outcome.SENT);
    assertThat(result.attempts()).isEqualTo(301);
    assertThat(time.pauses.subList(0, 6))
        .extracting(Duration::toSeconds)
        .containsExactly(2L, 4L, 8L, 16L, 32L, 60L);
    assertThat(time.pauses).last().isEqualTo(Duration.ofSeconds(60));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void outageOfTelegramItselfIsWaitedOut(int code) throws InterruptedException {
    var outage = Collections.nCopies(30, new ApiResult.ServerError(code, "Internal"));
    assertThat(deliver(command(), script(outage, SENT)).outcome()).isEqualTo(Outcome.SENT);
  }

  @Test
  void commandThatAlwaysFailsWhileOthersSucceedBecomesADeadLetter() {
    Telegram others =
        (command, _) ->
            new Telegram.Reply.Answered(
                command.id().equals("demo:9:1")
                    ? new ApiResult.ServerError(500, "Internal Server Error")
                    : SENT);
    var delivery = new Delivery[1];
    // between two attempts of the one, the bot's other command is answered
    Waiter waiter = _ -> delivery[0].deliver(command("demo:9:2", null, Repeat.AT_LEAST_ONCE));
    delivery[0] = new Delivery(others, waiter, time, () -> 0.5);
    assertThatThrownBy(() -> delivery[0].deliver(command()))
        .isInstanceOfSatisfying(
            UnsendableException.class, it -> assertThat(it.outcome()).isEqualTo("server_error"));
  }

  @Test
  void lostAnswerIsAskedForAgainWhereThatIsAllowed() throws InterruptedException {
    var result = deliver(command(), lost(), lost(), SENT);
    assertThat(result.outcome()).isEqualTo(Outcome.SENT);
    assertThat(result.attempts()).isEqualTo(3);
  }

  @Test
  void chatIsSparedFurtherCopiesAfterFiveLostAnswers() {
    assertThatThrownBy(() -> deliver(command(), lost()))
        .isInstanceOfSatisfying(
            UnsendableException.class, it -> assertThat(it.outcome()).isEqualTo("unknown"));
    assertThat(telegram.calls).hasSize(5);
  }

  @Test
  void callAtMostOnceIsNotRepeatedAfterALostAnswer() throws InterruptedException {
    var result = deliver(command("demo:9:1", null, Repeat.AT_MOST_ONCE), lost(), SENT);
    assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(telegram.calls).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 504})
  void callAtMostOnceIsNotRepeatedWhereAGatewayHeardNothing(int code) throws InterruptedException {
    var result =
        deliver(
            command("demo:9:1", null, Repeat.AT_MOST_ONCE),
            new ApiResult.ServerError(code, "Bad Gateway"),
            SENT);
    assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(telegram.calls).hasSize(1);
  }

  @Test
  void callAtMostOnceIsRepeatedWhereNothingWasDone() throws InterruptedException {
    var result =
        deliver(
            command("demo:9:1", null, Repeat.AT_MOST_ONCE),
            new ApiResult.Unreachable("ConnectException"),
            new ApiResult.ServerError(500, "Internal"),
            flood(Duration.ofSeconds(1)),
            SENT);
    assertThat(result.outcome()).isEqualTo(Outcome.SENT);
    assertThat(telegram.calls).hasSize(4);
  }

  @Test
  void expiredCommandIsNotCalled() throws InterruptedException {
    var result = deliver(expiring(Duration.ZERO), SENT);
    assertThat(result.outcome()).isEqualTo(Outcome.EXPIRED);
    assertThat(result.attempts()).isZero();
    assertThat(result.startedAt()).isNull();
    assertThat(telegram.calls).isEmpty();
  }

  @Test
  void commandThatGotNoConnectionInTimeIsExpired() throws InterruptedException {
    var delivery = new Delivery((_, _) -> new Telegram.Reply.Expired(), time, time, () -> 0.5);
    var result = delivery.deliver(expiring(Duration.ofSeconds(5))).result();
    assertThat(result.outcome()).isEqualTo(Outcome.EXPIRED);
    assertThat(result.attempts()).isZero();
  }

  @Test
  void noPauseOutlastsTheDeadline() throws InterruptedException {
    for (var failure :
        List.of(flood(Duration.ofHours(1)), new ApiResult.Unreachable("ConnectException"))) {
      var start = time.instant();
      var result =
          deliver(command("demo:9:1", start.plusSeconds(15), Repeat.AT_LEAST_ONCE), failure);
      assertThat(result.outcome()).isEqualTo(Outcome.EXPIRED);
      assertThat(result.attempts()).isPositive();
      assertThat(result.finishedAt()).isEqualTo(start.plusSeconds(15));
    }
  }

  @Test
  void callAfterItsDeadlineStillCountsWhereItWasMadeInTime() throws InterruptedException {
    assertThat(deliver(expiring(Duration.ofMillis(50)), SENT).outcome()).isEqualTo(Outcome.SENT);
  }

  @Test
  void groupThatBecameASupergroupIsFollowed() throws InterruptedException {
    var result = deliver(command(), new ApiResult.Migrated(-100777, "upgraded"), SENT);
    assertThat(result.outcome()).isEqualTo(Outcome.SENT);
    assertThat(result.attempts()).isEqualTo(2);
    assertThat(result.migratedTo()).isEqualTo(-100777);
    assertThat(telegram.calls)
        .extracting(it -> it.path("chat_id").asLong())
        .containsExactly(7L, -100777L);
    assertThat(telegram.calls.getLast().path("text").asText()).isEqualTo("hello");
    assertThat(PARAMS.path("chat_id").asLong()).isEqualTo(7);
  }

  @Test
  void groupThatMovesOnForEverIsFollowedOnce() throws InterruptedException {
    var result = deliver(command(), new ApiResult.Migrated(-100777, "upgraded"));
    assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(telegram.calls).hasSize(2);
  }

  @Test
  void stopLeavesAWaitingCommandUnfinished() {
    var waiter = new Waiter.UntilStopped();
    waiter.stop();
    telegram = new ScriptedTelegram(time, new ApiResult.Unreachable("ConnectException"));
    var delivery = new Delivery(telegram, waiter, time, () -> 0.5);
    assertThatThrownBy(() -> delivery.deliver(command())).isInstanceOf(InterruptedException.class);
    assertThat(telegram.calls).hasSize(1);
  }

  @Test
  void interruptedCallLeavesTheCommandUnfinishedWhereItMayBeRepeated() {
    Telegram interrupted =
        (_, _) -> {
          Thread.currentThread().interrupt();
          return new Telegram.Reply.Answered(new ApiResult.Unknown("interrupted"));
        };
    var delivery = new Delivery(interrupted, time, time, () -> 0.5);
    assertThatThrownBy(() -> delivery.deliver(command())).isInstanceOf(InterruptedException.class);
  }

  private CommandResult deliver(Command command, ApiResult... script) throws InterruptedException {
    telegram = new ScriptedTelegram(time, script);
    return new Delivery(telegram, time, time, () -> 0.5).deliver(command).result();
  }

  private static ApiResult[] script(List<? extends ApiResult> first, ApiResult last) {
    return Stream.concat(first.stream(), Stream.of(last)).toArray(ApiResult[]::new);
  }

  private static Command command() {
    return command("demo:9:1", null, Repeat.AT_LEAST_ONCE);
  }

  private static Command expiring(Duration in) {
    return command("demo:9:1", SettableTime.START.plus(in), Repeat.AT_LEAST_ONCE);
  }

  private static Command command(String id, @Nullable Instant expiresAt, Repeat repeat) {
    return new Command(
        id,
        RecordKey.chat("demo", 7),
        Lane.REPLY,
        new OutboundCommand(1, "sendMessage", PARAMS, expiresAt, repeat),
        COMMANDED);
  }

  private static ApiResult sent(String json) {
    return new ApiResult.Sent(json.getBytes(StandardCharsets.UTF_8));
  }

  private static ApiResult flood(Duration pause) {
    return new ApiResult.RetryAfter(pause, "Too Many Requests");
  }

  private static ApiResult lost() {
    return new ApiResult.Unknown("no answer within 30000 ms");
  }
}
