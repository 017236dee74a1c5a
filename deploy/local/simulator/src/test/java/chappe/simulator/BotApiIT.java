// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chappe.common.json.Json;
import chappe.simulator.ledger.Call;
import chappe.simulator.ledger.CallFilter;
import chappe.simulator.ledger.Fault;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BotApiIT {
  private static final String BOT = "/bot42:token";

  private final Simulator simulator = Simulator.start();
  private final Caller caller = new Caller(simulator);

  @AfterEach
  void close() {
    caller.close();
    simulator.close();
  }

  @Test
  void parametersMayComeInEveryWay() {
    caller.get(BOT + "/sendMessage?chat_id=5&text=query+string%21");
    caller.post(BOT + "/sendMessage?chat_id=5", "application/x-www-form-urlencoded", "text=a%26b");
    caller.post(BOT + "/sendMessage", "{\"chat_id\":5,\"text\":\"json\"}");
    caller.post(
        BOT + "/sendMessage",
        "multipart/form-data; boundary=x",
        """
        --x\r
        Content-Disposition: form-data; name="chat_id"\r
        \r
        5\r
        --x\r
        Content-Disposition: form-data; name="text"\r
        \r
        multipart ✓\r
        --x--\r
        """);
    caller.post(
        BOT + "/sendDocument",
        "multipart/form-data; boundary=x",
        """
        --x\r
        Content-Disposition: form-data; name="chat_id"\r
        \r
        5\r
        --x\r
        Content-Disposition: form-data; name="document"; filename="a.txt"\r
        Content-Type: text/plain\r
        \r
        content\r
        --x--\r
        """);
    assertThat(simulator.calls(CallFilter.method("sendMessage")))
        .allMatch(Call::ok)
        .extracting(Call::text)
        .containsExactly("query string!", "a&b", "json", "multipart ✓");
    assertThat(simulator.calls(CallFilter.method("sendDocument")))
        .singleElement()
        .matches(Call::ok)
        .matches(it -> it.parameter("document").equals("attach://document"));
  }

  @Test
  void errorsHaveTelegramsForm() {
    assertThat(caller.get("/botnonsense/getMe").body())
        .isEqualTo(json("{'ok':false,'error_code':401,'description':'Unauthorized'}"));
    assertThat(caller.get(BOT + "/nothing"))
        .isEqualTo(
            new Caller.Answered(
                404,
                Optional.empty(),
                json("{'ok':false,'error_code':404,'description':'Not Found'}")));
    assertThat(caller.post(BOT + "/sendMessage", "{").status()).isEqualTo(400);
    assertThat(
            caller.post(BOT + "/sendMessage", "{\"text\":\"" + "a".repeat(1 << 20) + "\"}").body())
        .isEqualTo(json("{'ok':false,'error_code':413,'description':'Request Entity Too Large'}"));
  }

  @Test
  void aLongTextFitsIntoAnAddress() {
    String text = "%F0%9F%98%80".repeat(4096);
    assertThat(caller.get(BOT + "/sendMessage?chat_id=5&text=" + text).status()).isEqualTo(200);
  }

  @Test
  void aFloodIsToldInBodyAndHeader() {
    simulator.fault(Fault.on("sendMessage").chat(5).tooMany(3));
    assertThat(caller.get(BOT + "/sendMessage?chat_id=6&text=a").status()).isEqualTo(200);
    assertThat(caller.get(BOT + "/sendMessage?chat_id=5&text=a"))
        .isEqualTo(
            new Caller.Answered(
                429,
                Optional.of("3"),
                json(
                    "{'ok':false,'error_code':429,'description':'Too Many Requests: retry after"
                        + " 3','parameters':{'retry_after':3}}")));
    assertThat(caller.get(BOT + "/sendMessage?chat_id=5&text=a").status()).isEqualTo(200);
  }

  @Test
  void aMigratedGroupNamesItsSupergroup() {
    simulator.fault(Fault.on("sendMessage").migrated(-1001234567890L));
    assertThat(caller.get(BOT + "/sendMessage?chat_id=-5&text=a").body().path("parameters"))
        .isEqualTo(json("{'migrate_to_chat_id':-1001234567890}"));
  }

  @Test
  void aCutConnectionIsCutBeforeOrAfterTheCall() {
    simulator.fault(Fault.on("sendMessage").lost(Fault.Drop.BEFORE));
    simulator.fault(Fault.on("sendMessage").lost(Fault.Drop.AFTER));
    for (int each = 0; each < 2; each++) {
      assertThatThrownBy(() -> caller.post(BOT + "/sendMessage", "{\"chat_id\":5,\"text\":\"a\"}"))
          .isInstanceOf(UncheckedIOException.class);
    }
    assertThat(simulator.messages("42:token", 5)).hasSize(1);
    assertThat(simulator.calls(CallFilter.method("sendMessage")))
        .extracting(Call::status, Call::ok)
        .containsExactly(Tuple.tuple(0, false), Tuple.tuple(0, true));
  }

  @Test
  void aLateAnswerIsLate() {
    simulator.fault(Fault.on("getMe").late(Duration.ofMillis(200)));
    caller.get(BOT + "/getMe");
    assertThat(simulator.calls())
        .singleElement()
        .matches(it -> it.duration().compareTo(Duration.ofMillis(200)) >= 0);
  }

  @Test
  void pressedButtonsBecomeCallbacks() {
    simulator.say("42:token", 5, "/start");
    int message =
        caller
            .post(BOT + "/sendMessage", "{\"chat_id\":5,\"text\":\"a\"}")
            .body()
            .path("result")
            .path("message_id")
            .asInt();
    simulator.press("42:token", 5, message, "yes");
    JsonNode updates = caller.get(BOT + "/getUpdates?timeout=5").body().path("result");
    assertThat(updates).hasSize(2);
    JsonNode query = updates.get(1).path("callback_query");
    assertThat(query.path("data").asText()).isEqualTo("yes");
    assertThat(query.path("message").path("message_id").asInt()).isEqualTo(message);
    assertThat(
            caller
                .get(BOT + "/answerCallbackQuery?callback_query_id=" + query.path("id").asText())
                .status())
        .isEqualTo(200);
  }

  @Test
  void aWaitingPollerDoesNotHoldUpTheEnd() {
    Thread.startVirtualThread(() -> caller.get(BOT + "/getUpdates?timeout=50"));
    await()
        .until(
            () -> caller.get("/sim/bots").body().path("bots").path(0).path("fetched").asBoolean());
    long before = System.nanoTime();
    simulator.close();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
  }

  private static JsonNode json(String text) {
    return Json.tree(
        Json.bytes(Json.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), Map.class)));
  }
}
