// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chappe.common.json.Json;
import chappe.common.record.Header;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import chappe.simulator.chat.Upload;
import chappe.simulator.ledger.Call;
import chappe.simulator.ledger.CallFilter;
import chappe.simulator.ledger.Fault;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeLineIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static WholeLine line;

  @BeforeAll
  static void open() {
    line = new WholeLine();
  }

  @AfterAll
  static void close() {
    line.close();
  }

  @Test
  void everyUpdateIsAnsweredOnceAndInOrderWhileTheDispatcherAndTheSenderAreRestarted() {
    int updates = 600;
    int chats = 60;
    Random random = new Random(7);
    for (int number = 0; number < updates; number++) {
      String update =
          WholeLine.update(1_000_000 + number, 5_000 + number % chats, "/echo n" + number);
      assertThat(line.post(update)).isEqualTo(200);
      if (random.nextInt(20) == 0) {
        assertThat(line.post(update)).isEqualTo(200);
      }
      if (number == 200) {
        line.stop("dispatcher");
      } else if (number == 300) {
        line.start("dispatcher");
        line.stop("sender");
      } else if (number == 400) {
        line.start("sender");
      }
    }

    await().atMost(SOON).until(() -> echoes().size() >= updates);
    assertThat(echoes().stream().map(Call::text)).hasSize(updates).doesNotHaveDuplicates();
    assertThat(disordered()).isEmpty();
    everyRecordOfOursFitsItsSchema();
  }

  @Test
  void remindersComeWhenTheirTimeHasComeAndNotOnceTheyAreCancelled() {
    line.post(WholeLine.update(7_000_001, 701, "/remind 1 tea"));
    line.post(WholeLine.update(7_000_002, 702, "/every 1 stretch"));
    await().atMost(SOON).until(() -> texts(701).contains("⏰ tea"));
    await().atMost(SOON).until(() -> texts(702).stream().filter("⏰ stretch"::equals).count() > 1);
    line.stop("scheduler");
    line.post(WholeLine.update(7_000_003, 702, "/cancel"));
    line.start("scheduler");

    await().atMost(SOON).until(() -> texts(702).contains("Cancelled: 1."));
    line.post(WholeLine.update(7_000_004, 702, "/cancel"));
    await().atMost(SOON).until(() -> texts(702).contains("There is no reminder."));
    assertThat(texts(701)).containsExactly("I will.", "⏰ tea");
    assertThat(texts(702).getLast()).isEqualTo("There is no reminder.");
  }

  private static List<String> texts(long chat) {
    return line.simulator.calls(CallFilter.method("sendMessage").chat(chat)).stream()
        .map(Call::text)
        .toList();
  }

  @Test
  void anUpdateStandsInTheLogAsItWasPostedUnderItsChat() {
    String posted = WholeLine.update(2_000_001, 77, "/help  ÄÖ \\u00e9");
    assertThat(line.post(posted)).isEqualTo(200);

    ConsumerRecord<String, byte[]> record =
        line.committed(Topic.UPDATES.topicName()).stream()
            .filter(it -> it.key().equals("demo:77"))
            .findFirst()
            .orElseThrow();
    assertThat(WholeLine.text(record)).isEqualTo(posted);
    assertThat(record.partition()).isEqualTo(RecordKey.partition("demo:77", 4));
    assertThat(Header.text(record.headers(), Header.ID)).contains("demo:2000001");
    assertThat(Header.text(record.headers(), Header.BOT)).contains("demo");
    assertThat(Header.text(record.headers(), Header.TYPE)).contains("message");
    assertThat(Header.text(record.headers(), Header.INSTANCE)).contains("test");
    assertThat(Header.text(record.headers(), Header.SEQ)).isPresent();
    assertThat(Header.text(record.headers(), Header.AT)).isPresent();
    assertThat(Header.text(record.headers(), Header.TRACEPARENT)).isPresent();
  }

  @Test
  void conversationsAndFormsGoOnWhereTheDispatcherIsKilled(@TempDir Path home) throws Exception {
    new KilledDispatcher(line, home).conversationsGoOn();
  }

  @Test
  void aHandlerThatThrowsIsTriedAgainThenPutAsideAndItsChatGoesOn() {
    line.post(WholeLine.update(3_000_001, 88, "/fail"));
    line.post(WholeLine.update(3_000_002, 88, "/echo after"));

    await()
        .atMost(SOON)
        .until(() -> !line.simulator.calls(CallFilter.method("sendMessage").chat(88)).isEmpty());

    assertThat(line.simulator.calls(CallFilter.method("sendMessage").chat(88)))
        .extracting(Call::text)
        .containsExactly("after");
    ConsumerRecord<String, byte[]> dead =
        line.committed(Topic.dead("dispatcher")).stream()
            .filter(it -> it.key().equals("demo:88"))
            .findFirst()
            .orElseThrow();
    assertThat(Header.text(dead.headers(), Header.ID)).contains("demo:3000001");
    assertThat(Header.text(dead.headers(), "attempts")).contains("3");
    assertThat(Header.text(dead.headers(), "error-stack").orElseThrow()).contains("DemoBot");
  }

  @Test
  void whatIsToFollowAMessageHappensThoughTheDispatcherWasAwayWhenItWasSent() {
    line.simulator.fault(Fault.on("sendMessage").chat(94).late(Duration.ofSeconds(2)));
    line.post(WholeLine.update(7_000_001, 94, "/post news"));
    await()
        .atMost(SOON)
        .until(
            () ->
                line.committed(Topic.OUTBOUND_REPLY.topicName()).stream()
                    .anyMatch(it -> it.key().equals("demo:94")));
    line.stop("dispatcher");
    await()
        .atMost(SOON)
        .until(
            () ->
                line.committed(Topic.EVENTS.topicName()).stream()
                    .anyMatch(it -> it.key().equals("demo:94")));
    line.start("dispatcher");

    var edits = CallFilter.method("editMessageText").chat(94);
    await().atMost(SOON).until(() -> !line.simulator.calls(edits).isEmpty());
    assertThat(line.simulator.calls(edits))
        .singleElement()
        .satisfies(it -> assertThat(it.text()).matches("news \\(message \\d+\\)"));
  }

  @Test
  void filesAndAlbumsArriveWithTheirBytes() {
    line.post(WholeLine.update(8_000_001, 95, "/file bytes"));
    line.post(WholeLine.update(8_000_002, 95, "/album"));

    var album = CallFilter.method("sendMediaGroup").chat(95);
    await().atMost(SOON).until(() -> line.simulator.calls(album).stream().anyMatch(Call::ok));
    assertThat(line.simulator.calls(CallFilter.method("sendDocument").chat(95)))
        .singleElement()
        .satisfies(it -> assertThat(it.ok()).isTrue());
  }

  @Test
  void aHandlerAsksTelegramAndFetchesAFileWhileItWaitsAndAFaultOfTelegramPasses() {
    var upload = new Upload("a.txt", "text/plain", new byte[] {1, 2, 3, 4, 5});
    var message =
        line.simulator
            .person(WholeLine.TOKEN, 93)
            .sendsFile("document", upload, Json.object())
            .message();
    line.simulator.fault(Fault.on("getChatMember").error(500, "Internal Server Error"));

    line.post(WholeLine.update(6_000_001, 93, "/member"));
    line.post(
        WholeLine.update(6_000_002, 93, "/size")
            .replace("\"text\"", "\"reply_to_message\":" + message + ",\"text\""));
    line.post(WholeLine.update(6_000_003, 93, "/figures"));

    var answers = CallFilter.method("sendMessage").chat(93);
    await().atMost(SOON).until(() -> line.simulator.calls(answers).size() >= 3);
    assertThat(line.simulator.calls(answers).stream().map(Call::text))
        .satisfiesExactly(
            it -> assertThat(it).startsWith("In this chat you are: "),
            it -> assertThat(it).isEqualTo("It has 5 bytes."),
            it -> assertThat(it).startsWith("I have echoed "));
    assertThat(line.simulator.calls(CallFilter.method("getChatMember"))).hasSize(2);
  }

  @Test
  void aSlowChatDelaysNobodyElse() {
    line.post(WholeLine.update(4_000_001, 91, "/slow 3000 late"));
    line.post(WholeLine.update(4_000_002, 92, "/echo quick"));

    await()
        .atMost(SOON)
        .until(() -> !line.simulator.calls(CallFilter.method("sendMessage").chat(91)).isEmpty());

    Call late = line.simulator.calls(CallFilter.method("sendMessage").chat(91)).getFirst();
    Call quick = line.simulator.calls(CallFilter.method("sendMessage").chat(92)).getFirst();
    assertThat(late.text()).isEqualTo("late");
    assertThat(quick.number()).isLessThan(late.number());
  }

  private static List<Call> echoes() {
    return line.simulator.calls(CallFilter.method("sendMessage")).stream()
        .filter(it -> it.text().matches("n\\d+"))
        .toList();
  }

  private static List<String> disordered() {
    Map<String, Integer> last = new HashMap<>();
    List<String> wrong = new ArrayList<>();
    for (Call call : echoes()) {
      int number = Integer.parseInt(call.text().substring(1));
      Integer before = last.put(call.chat(), number);
      if (before != null && before > number) {
        wrong.add(call.text());
      }
    }
    return wrong;
  }

  private static void everyRecordOfOursFitsItsSchema() {
    await().atMost(SOON).until(() -> line.committed(Topic.RESULTS.topicName()).size() >= 600);
    fits("outbound-command", line.committed(Topic.OUTBOUND_REPLY.topicName()));
    fits("command-result", line.committed(Topic.RESULTS.topicName()));
  }

  private static void fits(String name, List<ConsumerRecord<String, byte[]>> records) {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(Json.class.getResourceAsStream("/chappe/schemas/" + name + ".schema.json"));
    assertThat(records).isNotEmpty();
    for (ConsumerRecord<String, byte[]> record : records) {
      assertThat(schema.validate(Json.tree(record.value()))).isEmpty();
      for (String header :
          List.of(Header.BOT, Header.ID, Header.TYPE, Header.AT, Header.TRACEPARENT)) {
        assertThat(Header.text(record.headers(), header)).as(header).isPresent();
      }
    }
  }
}
