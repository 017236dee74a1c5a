// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.json.Json;
import chappe.common.record.Header;
import chappe.common.record.RecordKey;
import chappe.embedded.EmbeddedKafka;
import chappe.embedded.junit.EmbeddedServers;
import chappe.embedded.junit.FreshDatabase;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(EmbeddedServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookIT {
  private static final String UPDATES = "chappe.updates";
  private static final String DEAD = "chappe.dead.ingress";
  private static final String HEAD =
      """
      POST /webhook/demo HTTP/1.1\r
      Host: localhost\r
      X-Telegram-Bot-Api-Secret-Token: %s\r
      """
          .formatted(Door.SECRET);

  private final Door door;

  WebhookIT(EmbeddedKafka kafka, FreshDatabase database) {
    Door.createTopics(kafka.bootstrapServers());
    door = Door.webhook(kafka.bootstrapServers(), database);
  }

  @AfterAll
  void close() {
    door.close();
  }

  @Test
  void isReadyWhenItIsStarted() throws Exception {
    assertThat(door.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(door.get("/health/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void storesTheBytesUnderTheKeyWithTheHeadersBeforeItAnswers() throws Exception {
    var body =
        "{ \"update_id\" : 9001,\n \"message\":{\"chat\":{\"id\":-42},\"text\":\"\\u00e4 ä😀\"} }\n"
            .getBytes(UTF_8);
    long before = System.currentTimeMillis();
    var answer = door.post("demo", Door.SECRET, body);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();

    var record = stored(UPDATES, "demo:9001").orElseThrow();
    assertThat(record.value()).isEqualTo(body);
    assertThat(record.key()).isEqualTo("demo:-42");
    assertThat(record.partition()).isEqualTo(RecordKey.partition("demo:-42", Door.PARTITIONS));
    assertThat(header(record, Header.BOT)).contains("demo");
    assertThat(header(record, Header.TYPE)).contains("message");
    assertThat(header(record, Header.INSTANCE)).contains("door-1");
    assertThat(header(record, Header.SEQ).map(Long::parseLong).orElseThrow()).isPositive();
    assertThat(header(record, Header.AT).map(Long::parseLong).orElseThrow())
        .isBetween(before, System.currentTimeMillis());
    assertThat(header(record, Header.TRACEPARENT).orElseThrow())
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
  }

  @Test
  void everyBotHasADoorAndASecretOfItsOwn() throws Exception {
    var body = update(9002, 7);
    assertThat(door.post("shop", "shop-secret", body).statusCode()).isEqualTo(200);
    assertThat(stored(UPDATES, "shop:9002").orElseThrow().key()).isEqualTo("shop:7");
    assertThat(door.post("shop", Door.SECRET, body).statusCode()).isEqualTo(403);
  }

  @Test
  void whatIsSentAgainIsStoredAgainUnderTheSameId() throws Exception {
    door.post("demo", Door.SECRET, update(9003, 7));
    door.post("demo", Door.SECRET, update(9003, 7));
    assertThat(door.records(UPDATES).stream().filter(it -> hasId(it, "demo:9003"))).hasSize(2);
  }

  @Test
  void anUnknownBotIs404() throws Exception {
    var answer = door.post("nobody", Door.SECRET, update(1, 1));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("{\"error\":\"Unknown bot\"}");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
  }

  @Test
  void aMissingSecretIs401BeforeTheBodyIsRead() throws Exception {
    var answer =
        door.raw(
            "POST /webhook/demo HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n"
                .getBytes(UTF_8));
    assertThat(answer).startsWith("HTTP/1.1 401 ").contains("{\"error\":\"Missing secret token\"}");
  }

  @Test
  void aWrongSecretIs403() throws Exception {
    var answer = door.post("demo", "wrong", update(9666, 1));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo("{\"error\":\"Invalid secret token\"}");
    assertThat(stored(UPDATES, "demo:9666")).isEmpty();
  }

  @Test
  void anEmptySecretIsAMissingOne() throws Exception {
    assertThat(door.post("demo", "", update(1, 1)).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"})
  void anythingButPostIs405(String method) throws Exception {
    var answer = door.send(method, "/webhook/demo");
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("POST");
  }

  @Test
  void aBodyOfOneMebibytePasses() throws Exception {
    var body = padded(9004, 1 << 20);
    assertThat(door.post("demo", Door.SECRET, body).statusCode()).isEqualTo(200);
    assertThat(stored(UPDATES, "demo:9004").orElseThrow().value()).isEqualTo(body);
  }

  @Test
  void aLargerBodyIs413() throws Exception {
    assertThat(door.post("demo", Door.SECRET, padded(9005, (1 << 20) + 1)).statusCode())
        .isEqualTo(413);
    assertThat(stored(UPDATES, "demo:9005")).isEmpty();
  }

  @Test
  void anAnnouncedLargerBodyIs413BeforeItIsSent() throws Exception {
    var answer = door.raw((HEAD + "Content-Length: 104857600\r\n\r\n").getBytes(UTF_8));
    assertThat(answer).startsWith("HTTP/1.1 413 ");
  }

  @Test
  void aLargerBodyOfUnknownLengthIs413WithoutItsEnd() throws Exception {
    var chunk = new byte[(1 << 20) + 1];
    var answer =
        door.raw(
            (HEAD + "Transfer-Encoding: chunked\r\n\r\n").getBytes(UTF_8),
            "100001\r\n".getBytes(UTF_8),
            chunk,
            "\r\n".getBytes(UTF_8));
    assertThat(answer).startsWith("HTTP/1.1 413 ").contains("Body over 1 MiB");
  }

  @Test
  void aChunkedBodyIsStoredWhole() throws Exception {
    var body = new String(update(9006, 7), UTF_8);
    var answer =
        door.raw(
            (HEAD
                    + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\n"
                    + body.substring(0, 5)
                    + "\r\n"
                    + Integer.toHexString(body.length() - 5)
                    + "\r\n"
                    + body.substring(5)
                    + "\r\n0\r\n\r\n")
                .getBytes(UTF_8));
    assertThat(answer).startsWith("HTTP/1.1 200 ");
    assertThat(stored(UPDATES, "demo:9006").orElseThrow().value()).isEqualTo(body.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Transfer-Encoding: chunked\r\n\r\nzzz\r\n", "Content-Length: x\r\n\r\n"})
  void brokenHttpIs400(String rest) throws Exception {
    assertThat(door.raw((HEAD + rest).getBytes(UTF_8))).startsWith("HTTP/1.1 400 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "null", "[{\"update_id\":1}]", "{\"message\":{}}", "\u0000\u0001"})
  void anUnreadableBodyIsTakenAsADeadLetter(String text) throws Exception {
    int before = door.records(DEAD).size();
    var answer = door.post("shop", "shop-secret", text.getBytes(UTF_8));
    assertThat(answer.statusCode()).isEqualTo(200);

    var dead = door.records(DEAD);
    assertThat(dead).hasSize(before + 1);
    var record = dead.stream().max(java.util.Comparator.comparingLong(it -> seq(it))).orElseThrow();
    assertThat(record.value()).isEqualTo(text.getBytes(UTF_8));
    assertThat(record.key()).isEqualTo("shop:unreadable");
    assertThat(header(record, Header.BOT)).contains("shop");
    assertThat(header(record, Header.ID).orElseThrow()).startsWith("shop:unreadable:door-1:");
    assertThat(header(record, Header.INSTANCE)).contains("door-1");
    assertThat(header(record, "error-message").orElseThrow()).isNotEmpty();
  }

  @Test
  void aBodyThatComesInPiecesHoldsNoThreadAndIsStoredWhole() throws Exception {
    var body = new String(update(9010, 7), UTF_8);
    var head = HEAD + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n";
    var answer =
        door.raw((head + body.substring(0, 5)).getBytes(UTF_8), body.substring(5).getBytes(UTF_8));
    assertThat(answer).startsWith("HTTP/1.1 200 ");
    assertThat(stored(UPDATES, "demo:9010").orElseThrow().value()).isEqualTo(body.getBytes(UTF_8));
  }

  @Test
  void aBodyThatEndsTooSoonIsNotStored() throws Exception {
    var text = "{\"update_id\":9011}";
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), door.service.port())) {
      var head = HEAD + "Content-Length: " + (text.length() + 1) + "\r\n\r\n" + text;
      socket.getOutputStream().write(head.getBytes(UTF_8));
      socket.shutdownOutput();
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).doesNotContain(" 200 ");
    }
    assertThat(stored(UPDATES, "demo:9011")).isEmpty();
  }

  @Test
  void healthTellsOfEachBot() throws Exception {
    door.post("demo", Door.SECRET, update(9012, 7));
    var all = Json.tree(door.get("/health/webhook").body().getBytes(UTF_8));
    assertThat(all.at("/bots/demo/requests_per_minute").asLong()).isPositive();
    assertThat(all.path("telegram").has("demo")).isTrue();
    var one = Json.tree(door.get("/health/webhook/demo").body().getBytes(UTF_8));
    assertThat(one.properties().stream().map(Map.Entry::getKey))
        .containsExactly("status", "requests_per_minute", "error_rate", "last_request");
    assertThat(door.get("/health/webhook/nobody").statusCode()).isEqualTo(404);
  }

  @Test
  void metricsTellWhatCameIn() throws Exception {
    door.post("demo", Door.SECRET, update(9007, 7));
    door.post("demo", Door.SECRET, "{\"update_id\":9008,\"brand_new\":{}}".getBytes(UTF_8));
    door.post("demo", Door.SECRET, "nonsense".getBytes(UTF_8));
    door.post("demo", "wrong", update(1, 1));
    assertThat(door.get("/metrics").body())
        .contains("chappe_ingress_updates_total{bot=\"demo\",kind=\"message\",}")
        .contains("chappe_ingress_updates_total{bot=\"demo\",kind=\"other\",}")
        .contains("chappe_ingress_unreadable_total{bot=\"demo\",}")
        .contains("chappe_ingress_rejected_total{reason=\"wrong_secret\",}")
        .contains("chappe_ingress_request_seconds_count{status=\"200\",}")
        .doesNotContain("brand_new")
        .doesNotContain(Door.SECRET);
  }

  private Optional<ConsumerRecord<String, byte[]>> stored(String topic, String id) {
    return door.records(topic).stream().filter(it -> hasId(it, id)).findFirst();
  }

  private static boolean hasId(ConsumerRecord<String, byte[]> record, String id) {
    return header(record, Header.ID).filter(id::equals).isPresent();
  }

  private static long seq(ConsumerRecord<String, byte[]> record) {
    return header(record, Header.SEQ).map(Long::parseLong).orElseThrow();
  }

  private static Optional<String> header(ConsumerRecord<String, byte[]> record, String name) {
    return Header.text(record.headers(), name);
  }

  private static byte[] update(long id, long chat) {
    return ("{\"update_id\":" + id + ",\"message\":{\"chat\":{\"id\":" + chat + "}}}")
        .getBytes(UTF_8);
  }

  private static byte[] padded(long id, int length) {
    var start = "{\"update_id\":" + id + ",\"message\":{\"text\":\"";
    return (start + "x".repeat(length - start.length() - 3) + "\"}}").getBytes(UTF_8);
  }
}
