// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import chappe.common.json.Json;
import chappe.common.record.BotAnnouncement.Job;
import chappe.common.record.CommandResult.Outcome;
import chappe.common.record.OutboundCommand.Repeat;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00.123Z");

  @ParameterizedTest
  @EnumSource(Repeat.class)
  void everyCommandFitsItsSchemaAndIsReadBack(Repeat repeat) {
    JsonNode params = Json.object().put("chat_id", 7).put("text", "hello");
    OutboundCommand whole = new OutboundCommand(1, "sendMessage", params, NOON, repeat);
    OutboundCommand least = OutboundCommand.of("getMe", Json.object());
    for (OutboundCommand command : Set.of(whole, least)) {
      byte[] bytes = Json.bytes(command);
      assertThat(Schemas.mistakes("outbound-command", bytes)).isEmpty();
      assertThat(Json.read(bytes, OutboundCommand.class)).isEqualTo(command);
    }
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void everyResultFitsItsSchemaAndIsReadBack(Outcome outcome) {
    CommandResult whole =
        new CommandResult(
            1, "demo:1:1", "sendMessage", outcome, 5L, 6L, 400, "Bad Request", 2, NOON, NOON, NOON);
    CommandResult least =
        new CommandResult(
            1, "demo:1:1", "sendMessage", outcome, null, null, null, null, 0, NOON, null, NOON);
    for (CommandResult result : Set.of(whole, least)) {
      byte[] bytes = Json.bytes(result);
      assertThat(Schemas.mistakes("command-result", bytes)).isEmpty();
      assertThat(Json.read(bytes, CommandResult.class)).isEqualTo(result);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"v\":2,\"method\":\"getMe\",\"params\":{},\"repeat\":\"AT_LEAST_ONCE\"}",
        "{\"v\":1,\"method\":\"getMe\",\"params\":[],\"repeat\":\"AT_LEAST_ONCE\"}",
        "{\"v\":1,\"method\":\"getMe\",\"params\":{},\"repeat\":\"TWICE\"}"
      })
  void theSchemaRefusesWhatIsNoCommand(String json) {
    assertThat(Schemas.mistakes("outbound-command", json.getBytes(StandardCharsets.UTF_8)))
        .isNotEmpty();
  }

  @Test
  void decimalsAndUnknownFieldsOfParametersPassUnchanged() {
    String json =
        "{\"v\":1,\"method\":\"sendX\",\"params\":{\"price\":1.10,\"new\":{\"a\":[1]}},\"repeat\":\"AT_LEAST_ONCE\"}";
    OutboundCommand command =
        Json.read(json.getBytes(StandardCharsets.UTF_8), OutboundCommand.class);
    assertThat(new String(Json.bytes(command), StandardCharsets.UTF_8)).isEqualTo(json);
  }

  @Test
  void everyAnnouncementFitsItsSchemaAndIsReadBack() {
    var whole =
        new BotAnnouncement(
            1,
            "demo",
            List.of("callback_query", "message"),
            List.of(new BotAnnouncement.Command("start", "say hello")),
            List.of(
                Job.daily("summary", LocalTime.of(9, 0), ZoneId.of("Europe/Paris")),
                Job.every("look", Duration.ofMinutes(30))),
            true,
            List.of("premium"),
            "1.2",
            NOON);
    var least =
        new BotAnnouncement(1, "demo", List.of(), List.of(), List.of(), false, List.of(), "", NOON);
    for (BotAnnouncement announcement : Set.of(whole, least)) {
      byte[] bytes = Json.bytes(announcement);
      assertThat(Schemas.mistakes("bot-announcement", bytes)).isEmpty();
      assertThat(Json.read(bytes, BotAnnouncement.class)).isEqualTo(announcement);
    }
  }

  @Test
  void aBotIsAskedAboutWhatItChecks() {
    assertThat(announced("'checks_payments':true,'checks':['premium']").checks("premium")).isTrue();
    assertThat(announced("'checks_payments':true,'checks':['premium']").checks("tea")).isFalse();
    // an older dispatcher names nothing, so it is asked about everything
    assertThat(announced("'checks_payments':true").checks("tea")).isTrue();
    assertThat(announced("'checks_payments':false").checks("tea")).isFalse();
  }

  private static BotAnnouncement announced(String fields) {
    String json =
        "{'v':1,'bot':'demo','allowed_updates':[],'commands':[],'jobs':[],%s,'version':'','built_at':'2026-11-01T12:00:00Z'}"
            .formatted(fields)
            .replace('\'', '"');
    return Json.read(json.getBytes(StandardCharsets.UTF_8), BotAnnouncement.class);
  }

  @Test
  void aRefundRequestFitsItsSchemaAndIsReadBack() {
    byte[] refund = Json.bytes(new RefundRequest(1, "c1"));
    assertThat(Schemas.mistakes("refund-request", refund)).isEmpty();
    assertThat(Json.read(refund, RefundRequest.class)).isEqualTo(new RefundRequest(1, "c1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:b", "é"})
  void aJobsIdIsChecked(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Job.every(id, Duration.ofSeconds(1)))
        .withMessageContaining("'" + id + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.5S", "PT1.5S"})
  void aJobsPeriodIsWholeSeconds(Duration period) {
    assertThatIllegalArgumentException().isThrownBy(() -> Job.every("a", period));
  }
}
