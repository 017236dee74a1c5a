// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.common.json.Json;
import chappe.common.json.UnreadableJson;
import com.fasterxml.jackson.databind.node.NullNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class EventTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00.123Z");
  private static final CommandResult SENT =
      new CommandResult(
          1,
          "demo:1:1",
          "sendMessage",
          CommandResult.Outcome.SENT,
          5L,
          null,
          null,
          null,
          1,
          NOON,
          NOON,
          NOON);

  static final List<Event> EVENTS =
      List.of(
          new Event.JobDue(1, "summary", "daily", NOON, Json.object().put("a", 1)),
          new Event.JobResult(
              1,
              "listed",
              ScheduleCommand.Action.LIST,
              null,
              true,
              null,
              List.of(new Event.JobResult.Job("daily", false, NOON, 3, "summary")),
              NullNode.instance),
          new Event.JobResult(
              1,
              "cancelled",
              ScheduleCommand.Action.CANCEL,
              "daily",
              false,
              "no such job",
              List.of(),
              Json.object().put("a", 1)),
          new Event.PaymentMade(1, "premium", "o1", "c1", 42, "XTR", 5, NOON, NullNode.instance),
          new Event.Refund(1, "premium", "o1", "c1", 42, "USD", 500, NOON, NullNode.instance),
          new Event.DeliveryResult(1, "posted", Json.tree((Object) "x"), SENT),
          new Event.ChatBlocked(1, "42", "Forbidden: bot was blocked by the user"),
          new Event.ChatMigrated(1, -42, -100_042),
          new Event.StateMoved(1, "demo:-42", 7L, Json.object().put("count", 3)),
          new Event.StateMoved(1, "demo:-42", null, Json.object()),
          new Event.Forget(1, 42));

  @ParameterizedTest
  @FieldSource("EVENTS")
  void everyEventFitsItsSchemaAndIsReadBackByItsType(Event event) {
    byte[] bytes = Json.bytes(event);
    assertThat(Schemas.mistakes("event-" + event.type().replace('_', '-'), bytes)).isEmpty();
    assertThat(Event.read(event.type(), bytes)).contains(event);
  }

  @Test
  void whatABotDidNotGiveIsNull() {
    var event = Event.read("job_due", bytes("{\"v\":1,\"name\":\"a\",\"job\":\"b\"}"));
    assertThat(event)
        .get()
        .isInstanceOfSatisfying(
            Event.JobDue.class, it -> assertThat(it.data()).isEqualTo(NullNode.instance));
  }

  @Test
  void aTypeOfALaterVersionIsNone() {
    assertThat(Event.read("moon_rises", bytes("{}"))).isEmpty();
  }

  @Test
  void aValueOfAnotherTypeIsUnreadable() {
    assertThatThrownBy(() -> Event.read("forget", bytes("{\"v\":1,\"user\":\"no number\"}")))
        .isInstanceOf(UnreadableJson.class);
  }

  @Test
  void checksAndVerdictsFitTheirSchemasAndAreReadBack() {
    var check =
        new Check(1, "premium", "q1", "o1", 42, "XTR", 5, NOON, Json.object().put("sku", "a"));
    assertThat(Schemas.mistakes("check", Json.bytes(check))).isEmpty();
    assertThat(Json.read(Json.bytes(check), Check.class)).isEqualTo(check);
    for (Verdict verdict :
        List.of(
            new Verdict(1, "demo:1:check", "q1", true, null),
            new Verdict(1, "demo:1:check", "q1", false, "Sold out"))) {
      assertThat(Schemas.mistakes("verdict", Json.bytes(verdict))).isEmpty();
      assertThat(Json.read(Json.bytes(verdict), Verdict.class)).isEqualTo(verdict);
    }
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
