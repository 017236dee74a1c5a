// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chappe.common.consumer.Received;
import chappe.common.json.Json;
import chappe.common.record.Header;
import chappe.common.record.OutboundCommand;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AcknowledgementsTest {
  private static final InstantSource NOW = InstantSource.fixed(OneBot.RECEIVED.plusMillis(50));

  private final BlockingQueue<OutboundCommand> sent = new LinkedBlockingQueue<>();
  private Acknowledgements acknowledgements =
      new Acknowledgements(Set.of("demo"), NOW, Duration.ofMillis(50));

  @AfterEach
  void close() {
    acknowledgements.close();
  }

  @Test
  void aPressThatNobodyAnswersIsAcknowledgedAndALaterAnswerDropped() throws Exception {
    arrives(press("demo:1"));

    var command = Objects.requireNonNull(sent.poll(20, TimeUnit.SECONDS));
    assertThat(command.method()).isEqualTo("answerCallbackQuery");
    assertThat(command.params()).isEqualTo(Json.object().put("callback_query_id", "7"));
    assertThat(command.expiresAt()).isEqualTo(OneBot.RECEIVED.plusSeconds(15));
    assertThat(acknowledgements.answers("demo:1")).isFalse();
    assertThat(acknowledgements.answers("demo:1")).isFalse();
  }

  @Test
  void aPressThatWasAnsweredIsNotAcknowledged() throws Exception {
    acknowledgements.close();
    acknowledgements = new Acknowledgements(Set.of("demo"), NOW, Duration.ofMillis(300));
    arrives(press("demo:1"));
    assertThat(acknowledgements.answers("demo:1")).isTrue();
    arrives(press("demo:2"));

    // The one that is due after it has come, so it would have come as well.
    await().atMost(Duration.ofSeconds(20)).until(() -> !sent.isEmpty());
    assertThat(sent).hasSize(1);
    assertThat(acknowledgements.answers("demo:1")).isTrue();
  }

  @Test
  void onlyPressesOfItsBotsInTheirTimeAreItsConcern() throws Exception {
    var old =
        new Acknowledgements(
            Set.of("demo"), InstantSource.fixed(OneBot.RECEIVED.plusSeconds(16)), Duration.ZERO);
    try (old) {
      old.arrived(received("demo:1", press("")), (_, _, _, value) -> add(value));
    }
    arrives("{\"callback_query\":{}}");
    arrives("{");
    acknowledgements.arrived(
        new Received(
            "chappe.updates", 0, 0, "shop:42", Updates.bytes(press("")), headers(), 0, "shop:1", 0),
        (_, _, _, value) -> add(value));
    arrives(press("demo:9"));

    assertThat(sent.poll(20, TimeUnit.SECONDS)).isNotNull();
    assertThat(sent).isEmpty();
    assertThat(acknowledgements.concern("chappe.updates", headers())).isTrue();
    assertThat(acknowledgements.concern("chappe.events", headers())).isFalse();
    assertThat(acknowledgements.concern("chappe.updates", new RecordHeaders())).isFalse();
  }

  private void arrives(String update) {
    acknowledgements.arrived(
        received(
            update.contains("demo") ? update.replaceAll(".*(demo:\\d).*", "$1") : "demo:0", update),
        (_, _, _, value) -> add(value));
  }

  private void add(byte[] value) {
    sent.add(Json.read(value, OutboundCommand.class));
  }

  private static Received received(String id, String update) {
    return new Received(
        "chappe.updates", 0, 0, "demo:42", Updates.bytes(update), headers(), 0, id, 0);
  }

  private static RecordHeaders headers() {
    var headers = new RecordHeaders();
    Header.put(headers, Header.TYPE, "callback_query");
    Header.put(headers, Header.AT, Long.toString(OneBot.RECEIVED.toEpochMilli()));
    return headers;
  }

  /// Its data name the update, for the test.
  private static String press(String data) {
    return Updates.of("callback_query", "\"id\":\"7\",\"data\":\"" + data + "\"");
  }
}
