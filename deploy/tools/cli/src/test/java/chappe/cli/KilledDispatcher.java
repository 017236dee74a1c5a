// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chappe.simulator.ledger.Call;
import chappe.simulator.ledger.CallFilter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/// The line's dispatcher in processes of its own, which are killed while people are in the middle
/// of something.
final class KilledDispatcher {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final long ORDERING = 601;
  private static final long REGISTERING = 602;
  private static final long NOTING = 603;

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
      // Closing kills it: it ends no handler and commits no round.
    }
    post(ORDERING, "olives");
    post(REGISTERING, "/skip");
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
