// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.json.Json;
import chappe.common.record.CommandResult;
import chappe.common.record.CommandResult.Outcome;
import chappe.common.record.Event;
import chappe.common.record.OutboundCommand;
import chappe.common.record.OutboundCommand.OnResult;
import chappe.common.record.OutboundCommand.Repeat;
import chappe.common.record.RecordKey;
import chappe.common.record.ScheduleCommand;
import chappe.common.record.Topic;
import chappe.sender.Aftermath.Consequence;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AftermathTest {
  @Test
  void aCommandLeavesItsResultOnly() {
    var all = after(command(null, null), done(Outcome.SENT, null, List.of(5L)));

    assertThat(all).extracting(Consequence::id).containsExactly("demo:9:1:result");
    assertThat(all.getFirst().topic()).isEqualTo(Topic.RESULTS);
    assertThat(all.getFirst().key()).isEqualTo(RecordKey.chat("demo", -7));
  }

  @Test
  void whoAskedIsToldUnderTheKeyOfTheChatThatAsked() {
    var data = Json.object().put("order", 3);
    var asked = command(new OnResult("posted", "demo:42", data), null);
    var done = done(Outcome.SENT, null, List.of(5L));

    var told = after(asked, done).get(1);

    assertThat(told.id()).isEqualTo("demo:9:1:event");
    assertThat(told.topic()).isEqualTo(Topic.EVENTS);
    assertThat(told.key()).isEqualTo(RecordKey.chat("demo", 42));
    assertThat(Event.read(told.type(), told.value()))
        .contains(new Event.DeliveryResult(1, "posted", data, done.result()));
  }

  @Test
  void whoAskedIsToldOfEveryEnd() {
    var asked = command(new OnResult("posted", "demo:42", Json.object()), null);
    for (Outcome outcome : Outcome.values()) {
      assertThat(after(asked, done(outcome, null, List.of())))
          .extracting(Consequence::type)
          .contains("delivery_result");
    }
  }

  @Test
  void aChatThatBlockedTheBotAndOneThatMovedAreEvents() {
    var blocked = after(command(null, null), done(Outcome.BLOCKED, null, List.of())).get(1);
    assertThat(blocked.id()).isEqualTo("demo:9:1:blocked");
    assertThat(blocked.key()).isEqualTo(RecordKey.chat("demo", -7));
    assertThat(Event.read(blocked.type(), blocked.value()))
        .contains(new Event.ChatBlocked(1, "-7", "words"));

    var moved = after(command(null, null), done(Outcome.SENT, -1007L, List.of(5L))).get(1);
    assertThat(moved.id()).isEqualTo("demo:9:1:migrated");
    assertThat(moved.key()).isEqualTo(RecordKey.chat("demo", -7));
    assertThat(Event.read(moved.type(), moved.value()))
        .contains(new Event.ChatMigrated(1, -7, -1007));
  }

  @Test
  void aMessageThatIsToGoIsAJobAndAnAlbumGoesAsAWhole() {
    var brief = command(null, Duration.ofMinutes(5));

    assertThat(after(brief, done(Outcome.REJECTED, null, List.of()))).hasSize(1);
    var job = after(brief, done(Outcome.SENT, null, List.of(5L))).get(1);
    assertThat(job.id()).isEqualTo("demo:9:1:delete");
    assertThat(job.topic()).isEqualTo(Topic.SCHEDULES);
    assertThat(schedule(job).job()).isEqualTo("delete_msg_-7_5");
    assertThat(schedule(job).when()).isEqualTo(ScheduleCommand.When.after(Duration.ofMinutes(5)));
    assertThat(new String(job.value(), StandardCharsets.UTF_8))
        .contains("\"method\":\"deleteMessage\",\"params\":{\"chat_id\":-7,\"message_id\":5}");

    var album = after(brief, done(Outcome.SENT, -1007L, List.of(5L, 6L))).getLast();
    assertThat(schedule(album).job()).isEqualTo("delete_msg_-1007_5");
    assertThat(new String(album.value(), StandardCharsets.UTF_8))
        .contains("\"params\":{\"chat_id\":-1007,\"message_ids\":[5,6]}");
  }

  private static ScheduleCommand schedule(Consequence job) {
    return Json.read(job.value(), ScheduleCommand.class);
  }

  private static List<Consequence> after(Command command, Step.Done done) {
    return Aftermath.of(command, done);
  }

  private static Step.Done done(Outcome outcome, @Nullable Long migratedTo, List<Long> messages) {
    var now = SettableTime.START;
    return new Step.Done(
        messages,
        new CommandResult(
            1,
            "demo:9:1",
            "sendMessage",
            outcome,
            null,
            migratedTo,
            null,
            "words",
            1,
            now,
            now,
            now));
  }

  private static Command command(@Nullable OnResult onResult, @Nullable Duration deleteAfter) {
    return new Command(
        "demo:9:1",
        RecordKey.chat("demo", -7),
        Lane.REPLY,
        new OutboundCommand(
            1,
            "sendMessage",
            Json.object().put("chat_id", -7).put("text", "x"),
            null,
            Repeat.AT_LEAST_ONCE,
            null,
            onResult,
            deleteAfter),
        SettableTime.START);
  }
}
