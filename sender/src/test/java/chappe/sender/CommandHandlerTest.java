// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import static chappe.sender.ScriptedTelegram.SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.common.consumer.BadRecordException;
import chappe.common.consumer.Emitter;
import chappe.common.consumer.Received;
import chappe.common.consumer.Session;
import chappe.common.json.Json;
import chappe.common.record.CommandResult;
import chappe.common.record.DeadHeader;
import chappe.common.record.Header;
import chappe.common.record.OutboundCommand;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import chappe.sender.broadcast.Broadcasts;
import io.prometheus.client.CollectorRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandHandlerTest {
  private static final byte[] COMMAND =
      Json.bytes(OutboundCommand.of("sendMessage", Json.object().put("chat_id", 7)));

  private final SettableTime time = new SettableTime();
  private final CollectorRegistry registry = new CollectorRegistry();
  private final Kept kept = new Kept();
  private final CommandHandler handler =
      new CommandHandler(
          new Delivery(new ScriptedTelegram(time, SENT), time, time, () -> 0.5),
          new Waiter.UntilStopped(),
          NoFiles.FILES,
          NoLimits.slots(),
          new Campaigns(new Broadcasts(Jdbi.create("jdbc:postgresql://127.0.0.1:1/none")), time),
          new Backlog(),
          new SenderMetrics(registry));

  @Test
  void commandLeavesOneResultUnderItsKey() throws Exception {
    handler.handle(received(Topic.OUTBOUND_REPLY.topicName(), "demo:7", COMMAND), kept);

    assertThat(kept.emitted).hasSize(1);
    var emitted = kept.emitted.getFirst();
    assertThat(emitted.id()).isEqualTo("demo:9:1:result");
    assertThat(emitted.topic()).isEqualTo(Topic.RESULTS);
    assertThat(emitted.key()).isEqualTo(new RecordKey("demo", "7"));
    assertThat(emitted.type()).isEqualTo("result");
    var result = Json.read(emitted.value(), CommandResult.class);
    assertThat(result.command()).isEqualTo("demo:9:1");
    assertThat(result.commandedAt()).isEqualTo(Instant.ofEpochMilli(1234567890123L));
  }

  @ParameterizedTest
  @CsvSource({
    "chappe.outbound.urgent,urgent",
    "chappe.outbound.reply,reply",
    "chappe.outbound.bulk,bulk",
    "chappe.retry.sender,retry"
  })
  void everyLaneIsCountedApart(String topic, String lane) throws Exception {
    handler.handle(received(topic, "demo:7", COMMAND), kept);
    assertThat(counted("demo", lane, "sent")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sendMessage",
        "[]",
        "{}",
        "null",
        "{\"v\":1,\"method\":\"\",\"params\":{}}",
        "{\"v\":1,\"method\":\"getMe\",\"params\":[]}",
        "{\"v\":1,\"method\":\"getMe\",\"params\":{},\"repeat\":\"SOMETIMES, my secret text\"}"
      })
  void whatIsNoCommandBecomesADeadLetterThatQuotesNothing(String value) {
    assertThatThrownBy(
            () ->
                handler.handle(
                    received(
                        Topic.OUTBOUND_BULK.topicName(),
                        "demo:7",
                        value.getBytes(StandardCharsets.UTF_8)),
                    kept))
        .isInstanceOf(BadRecordException.class)
        .message()
        .doesNotContain("secret");
    assertThat(kept.emitted).isEmpty();
    assertThat(counted("other", "bulk", "unreadable")).isEqualTo(1);
  }

  @Test
  void keyThatIsNoneOfOursBecomesADeadLetter() {
    assertThatThrownBy(
            () ->
                handler.handle(
                    received(Topic.OUTBOUND_REPLY.topicName(), "nonsense", COMMAND), kept))
        .isInstanceOf(BadRecordException.class);
  }

  @Test
  void deadLetterThatIsSentAgainTakesTheLaneOnWhichItDied() throws Exception {
    var retried = received("chappe.retry.sender", "demo:7", COMMAND);
    Header.put(retried.headers(), DeadHeader.RETRY_ORIGIN, "chappe.outbound.bulk-3@9");
    handler.handle(retried, kept);
    assertThat(counted("demo", "bulk", "sent")).isEqualTo(1);
  }

  private double counted(String bot, String lane, String outcome) {
    return registry.getSampleValue(
        "chappe_sender_commands_total",
        new String[] {"bot", "lane", "outcome"},
        new String[] {bot, lane, outcome});
  }

  private static Received received(String topic, String key, byte[] value) {
    var headers = new RecordHeaders();
    Header.put(headers, Header.AT, "1234567890123");
    return new Received(topic, 3, 14, key, value, headers, 1L, "demo:9:1", 1);
  }

  private static final class Kept implements Emitter {
    @Override
    public Optional<byte[]> committedSession() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Session session() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Session session(long user) {
      throw new UnsupportedOperationException();
    }

    record Emitted(String id, Topic topic, RecordKey key, String type, byte[] value) {}

    final List<Emitted> emitted = new ArrayList<>();

    @Override
    public String emit(Topic topic, RecordKey key, String type, byte[] value) {
      throw new AssertionError("results have ids of their own");
    }

    @Override
    public void emitAs(String id, Topic topic, RecordKey key, String type, byte[] value) {
      emitted.add(new Emitted(id, topic, key, type, value));
    }

    @Override
    public void early(Topic topic, RecordKey key, String type, byte[] value) {
      throw new AssertionError("a result is known at the end");
    }
  }
}
