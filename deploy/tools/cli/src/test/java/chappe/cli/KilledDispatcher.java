// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chappe.common.json.Json;
import chappe.common.record.Topic;
import chappe.simulator.ledger.Call;
import chappe.simulator.ledger.CallFilter;
import chappe.simulator.ledger.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// The line's dispatcher in processes of its own, which are killed while people are in the middle
/// of something.
final class KilledDispatcher {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration LATE = Duration.ofSeconds(3);
  private static final long ORDERING = 601;
  private static final long REGISTERING = 602;
  private static final long NOTING = 603;
  private static final long PRESSING = 604;
  private static final long POSTING = 605;
  private static final long SEARCHING = 606;

  private final WholeLine line;
  private final Path home;
  private final Map<Long, Integer> answered = new HashMap<>();
  private int updates = 9_000_000;

  KilledDispatcher(WholeLine line, Path home) {
    this.line = line;
    this.home = home;
  }

  /// Nobody has to say anything twice, and nobody is answered twice.
  void conversationsGoOn() throws Exception {
    line.stop("dispatcher");
    String found;
    try (Chappe migrate = chappe("migrate")) {
      assertThat(migrate.exitCode()).isZero();
      assertThat(migrate.lines()).contains("bot_demo 1 notes");
    }
    try (Chappe _ = chappe("dispatcher")) {
      says(ORDERING, "/order", "Which size, small or large?");
      says(ORDERING, "large", "What goes on your large pizza?");
      says(REGISTERING, "/form", "What is your e-mail address?");
      says(REGISTERING, "Ada@example.org", "What is your phone number?\n(/skip leaves this out)");
      says(NOTING, "/start", "Hello, Ada! I am the demo bot. /help lists what I can do.");
      says(NOTING, "/note kept in a table", "Kept.");
      says(NOTING, "/motto carpe diem", "carpe diem");
      says(NOTING, "/cart a tea", "a tea");
      says(PRESSING, "/buttons", "Pick one:");
      says(PRESSING, "/menu", "Which tea?");
      found = finds("").parameter("next_offset");
      // It is sent only when nobody is there to hear of it.
      line.simulator.fault(Fault.on("sendMessage").chat(POSTING).late(LATE));
      post(POSTING, "/post news");
      post(POSTING, "/file bytes");
      await()
          .atMost(SOON)
          .until(
              () ->
                  line.committed(Topic.OUTBOUND_REPLY.topicName()).stream()
                          .filter(it -> it.key().equals("demo:" + POSTING))
                          .count()
                      == 2);
      // Closing kills it: it ends no handler and commits no round.
    }
    post(ORDERING, "olives");
    post(REGISTERING, "/skip");
    presses(0, "Two");
    presses(1, "Tea no. 2");
    try (Chappe _ = chappe("dispatcher")) {
      hears(ORDERING, "A large pizza with olives. Is that right? yes, or /back");
      hears(REGISTERING, "How old are you?");
      says(ORDERING, "yes", "Your large pizza with olives is on its way. 🍕");
      says(
          REGISTERING,
          "36",
          "✅ You are registered.\n{\n  \"email\" : \"ada@example.org\",\n  \"age\" : 36\n}");
      says(NOTING, "/notes", "kept in a table");
      says(NOTING, "/motto", "carpe diem");
      says(NOTING, "/cart", "a tea");
      hears(PRESSING, "2: " + "a long story, ".repeat(10) + "the end");
      edited(PRESSING, "Tea no. 2 it is. 🍵");
      edited(POSTING, "news \\(message \\d+\\)");
      assertThat(line.simulator.calls(CallFilter.method("sendDocument").chat(POSTING)))
          .singleElement()
          .matches(Call::ok);
      assertThat(finds(found).parameter("results")).contains("TEA 11").doesNotContain("TEA 10");
      try (Chappe forget = chappe("forget", Long.toString(NOTING))) {
        assertThat(forget.exitCode()).isZero();
      }
      await().atMost(SOON).until(() -> forgotten() == 1);
      says(NOTING, "/motto", "You have none yet.");
    } finally {
      line.start("dispatcher");
    }
  }

  /// How often it was recorded that somebody was forgotten, in the private chat.
  private long forgotten() {
    return Jdbi.create(line.jdbcUrl())
        .withHandle(
            it ->
                it.select(
                        """
                        select count(*) from common.forgotten
                        where user_id = ? and rows_removed = 1 and sessions_removed > 0
                        """,
                        NOTING)
                    .mapTo(Long.class)
                    .one());
  }

  private Chappe chappe(String... command) throws Exception {
    return Chappe.start(home, line.addresses(), with(command, Chappe.demoBot(home)));
  }

  private static String[] with(String[] command, Path bot) {
    return command[0].equals("forget")
        ? command
        : List.of(command[0], "--bots", bot.toString()).toArray(String[]::new);
  }

  private void says(long chat, String text, String answer) {
    post(chat, text);
    hears(chat, answer);
  }

  private void post(long chat, String text) {
    updates++;
    assertThat(line.post(WholeLine.update(updates, chat, text))).isEqualTo(200);
  }

  /// Presses a button of the n-th message.
  private void presses(int message, String label) {
    var sent = line.simulator.calls(CallFilter.method("sendMessage").chat(PRESSING)).get(message);
    var button =
        Json.tree(sent.parameter("reply_markup").getBytes(StandardCharsets.UTF_8))
            .findParents("callback_data")
            .stream()
            .filter(it -> it.path("text").asText().equals(label))
            .findFirst()
            .orElseThrow();
    updates++;
    var press =
        """
        {"update_id":%d,"callback_query":{"id":"%d","chat_instance":"1","data":"%s",
         "from":{"id":%d,"is_bot":false,"first_name":"Ada"},
         "message":{"message_id":%d,"date":1795000000,"chat":{"id":%d,"type":"private"}}}}
        """
            .formatted(
                updates,
                updates,
                button.path("callback_data").asText(),
                PRESSING,
                sent.result().path("message_id").asInt(),
                PRESSING);
    assertThat(line.post(press)).isEqualTo(200);
  }

  /// The one edit in a chat.
  private void edited(long chat, String text) {
    var edits = CallFilter.method("editMessageText").chat(chat);
    await().atMost(SOON).until(() -> !line.simulator.calls(edits).isEmpty());
    assertThat(line.simulator.calls(edits))
        .singleElement()
        .satisfies(it -> assertThat(it.text()).matches(text));
  }

  /// What is found inline, from an offset.
  private Call finds(String offset) {
    updates++;
    var id = Integer.toString(updates);
    var asked =
        """
        {"update_id":%s,"inline_query":{"id":"%s","query":"tea","offset":"%s",
         "from":{"id":%d,"is_bot":false,"first_name":"Ada"}}}
        """
            .formatted(id, id, offset, SEARCHING);
    assertThat(line.post(asked)).isEqualTo(200);
    var answers = CallFilter.method("answerInlineQuery");
    return await()
        .atMost(SOON)
        .until(
            () ->
                line.simulator.calls(answers).stream()
                    .filter(it -> it.parameter("inline_query_id").equals(id))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  /// The next answer, and no other.
  private void hears(long chat, String answer) {
    int before = answered.merge(chat, 1, Integer::sum) - 1;
    await().atMost(SOON).until(() -> answers(chat).size() > before);
    assertThat(answers(chat)).hasSize(before + 1).element(before).isEqualTo(answer);
  }

  private List<String> answers(long chat) {
    return line.simulator.calls(CallFilter.method("sendMessage").chat(chat)).stream()
        .map(Call::text)
        .toList();
  }
}
