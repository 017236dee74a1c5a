// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import chappe.common.json.Json;
import chappe.common.record.OutboundCommand.ClaimedFile;
import chappe.common.record.OutboundCommand.OnResult;
import chappe.common.record.OutboundCommand.Repeat;
import chappe.common.record.ScheduleCommand.Action;
import chappe.common.record.ScheduleCommand.Firing;
import chappe.common.record.ScheduleCommand.Missed;
import chappe.common.record.ScheduleCommand.When;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleCommandTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00.123Z");

  private static final OnResult TOLD = new OnResult("cancelled", "demo:42", NullNode.instance);

  static final List<When> TIMES =
      List.of(
          When.at(NOON),
          When.after(Duration.ofMillis(90_500)),
          When.at(NOON).missed(Missed.NONE),
          When.every(Duration.ofHours(36)),
          When.delay(Duration.ofSeconds(1)).times(3).missed(Missed.ALL),
          When.cron("0 9 * * 1", "Europe/Paris").from(NOON).until(NOON.plusSeconds(1)));

  @ParameterizedTest
  @FieldSource("TIMES")
  void everyJobFitsItsSchemaAndIsReadBack(When when) {
    for (Firing firing :
        List.of(
            Firing.call(OutboundCommand.of("sendMessage", Json.object().put("text", "x"))),
            Firing.event("remind", Json.object().put("a", 1)))) {
      var command = ScheduleCommand.schedule("j1", when, firing);
      byte[] bytes = Json.bytes(command);
      assertThat(Schemas.mistakes("schedule-command", bytes)).isEmpty();
      assertThat(Json.read(bytes, ScheduleCommand.class)).isEqualTo(command);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CANCEL", "PAUSE", "RESUME", "RUN_NOW"})
  void otherActionsNeedTheIdOnly(Action action) {
    for (var command :
        List.of(
            ScheduleCommand.change(action, "j1"),
            ScheduleCommand.change(action, "j1").telling(TOLD),
            ScheduleCommand.change(Action.LIST, null, TOLD))) {
      byte[] bytes = Json.bytes(command);
      assertThat(Schemas.mistakes("schedule-command", bytes)).isEmpty();
      assertThat(Json.read(bytes, ScheduleCommand.class)).isEqualTo(command);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScheduleCommand(1, action, "j1", When.at(NOON), null, null));
  }

  @Test
  void whatIsNoJobIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScheduleCommand(1, Action.SCHEDULE, "j1", null, null, null));
    assertThatIllegalArgumentException().isThrownBy(() -> new Firing(null, null, null, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScheduleCommand.change(Action.CANCEL, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScheduleCommand.change(Action.LIST, "j1", TOLD));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScheduleCommand.change(Action.LIST, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\n", "a\u0000"})
  void anIdHasNoBlanks(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScheduleCommand.change(Action.CANCEL, id));
  }

  @Test
  void anIdHasNoEnd() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScheduleCommand.change(Action.CANCEL, "x".repeat(201)));
    assertThat(ScheduleCommand.change(Action.CANCEL, "é".repeat(200)).job()).hasSize(200);
  }

  static final List<Supplier<When>> NO_TIMES =
      List.of(
          () -> new When(null, null, null, null, null, null, null, null, null, null),
          () -> new When(NOON, Duration.ZERO, null, null, null, null, null, null, null, null),
          () -> new When(NOON, null, null, null, null, "UTC", null, null, null, null),
          () -> When.every(Duration.ZERO),
          () -> When.delay(Duration.ofSeconds(-1)),
          () -> When.after(Duration.ofNanos(-1)),
          () -> When.at(NOON).times(2),
          () -> When.after(Duration.ZERO).until(NOON),
          () -> When.every(Duration.ofSeconds(1)).times(0),
          () -> When.every(Duration.ofSeconds(1)).from(NOON).until(NOON));

  @ParameterizedTest
  @FieldSource("NO_TIMES")
  void whatIsNoTimeIsRefused(Supplier<When> when) {
    assertThatIllegalArgumentException().isThrownBy(when::get);
  }

  @Test
  void messagesAreDeletedUnderAnIdOfTheirOwn() {
    var one = ScheduleCommand.delete(LongNode.valueOf(42), List.of(7L), Duration.ofMinutes(5));
    assertThat(one.job()).isEqualTo("delete_msg_42_7");
    assertThat(one.when()).isEqualTo(When.after(Duration.ofMinutes(5)));
  }

  @Test
  void aCommandWithAllThatMayFollowFitsItsSchemaAndIsReadBack() {
    var command =
        new OutboundCommand(
            1,
            "sendPhoto",
            Json.object().put("chat_id", 42),
            NOON,
            Repeat.AT_MOST_ONCE,
            List.of(new ClaimedFile("photo", "demo:1:file:1", "a.png", "image/png")),
            new OnResult("posted", "demo:42", NullNode.instance),
            Duration.ofMinutes(5));
    byte[] bytes = Json.bytes(command);
    assertThat(Schemas.mistakes("outbound-command", bytes)).isEmpty();
    assertThat(Json.read(bytes, OutboundCommand.class)).isEqualTo(command);
  }

  @Test
  void anInvoiceRequestFitsItsSchemaAndIsReadBack() {
    var request =
        new InvoiceRequest(
            1,
            "premium",
            "demo:1:invoice:1",
            42,
            "Premium",
            "A month of it",
            "XTR",
            List.of(new InvoiceRequest.Line("Price", 5)),
            false,
            false,
            false,
            true,
            null,
            Json.object().put("photo_url", "https://example.org/p.png"),
            Json.object().put("sku", "a"));
    byte[] bytes = Json.bytes(request);
    assertThat(Schemas.mistakes("invoice-request", bytes)).isEmpty();
    assertThat(Json.read(bytes, InvoiceRequest.class)).isEqualTo(request);
  }
}
