// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.demo;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.bot.testing.BotUnderTest;
import chappe.bot.testing.Person;
import chappe.bot.testing.Sent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Buttons, inline search and what goes around handlers.
class RoutesTest {
  private final BotUnderTest bot = BotUnderTest.of(new DemoBot());
  private final Person ada = bot.person("Ada");

  @Test
  void aButtonMeansWhatItWasGivenHoweverLong() {
    ada.says("/buttons");

    assertThat(texts(ada.presses("One").sent())).containsExactly("You picked 1", "1: short");
    assertThat(texts(ada.presses("Two").sent()).getLast())
        .startsWith("2: a long story,")
        .endsWith("the end");
  }

  @Test
  void progressLeavesBeforeTheWorkIsDone() {
    ada.says("/buttons");

    var sent = ada.presses("Work").sent();
    assertThat(sent).extracting(Sent::early).containsExactly(true, true, true, false, false);
    assertThat(texts(sent).getLast()).isEqualTo("Work is done.");
  }

  @Test
  void aSearchIsDealtOutInPages() {
    var first = ada.asks("tea").only().params();
    assertThat(first.path("results")).hasSize(10);

    var last = first;
    int seen = 10;
    while (!last.path("next_offset").asText().isEmpty()) {
      last = ada.asks("tea", last.path("next_offset").asText()).only().params();
      seen += last.path("results").size();
    }
    assertThat(seen).isEqualTo(25);
    assertThat(ada.asks(" ").only().params().path("results")).isEmpty();
  }

  @Test
  void whoSearchesTooOftenGetsAButtonThatExplainsItself() {
    for (int i = 0; i < 30; i++) {
      ada.asks("tea " + i);
    }

    var button = ada.asks("tea").only().params().path("button");
    assertThat(button.path("text").asText()).isEqualTo("⚠️ Rate limit exceeded");
    assertThat(ada.says("/start " + button.path("start_parameter").asText()).text())
        .contains("30 times within a minute");
  }

  @Test
  void threeThrowsAMinute() {
    for (int i = 0; i < 3; i++) {
      assertThat(ada.says("/dice").text()).startsWith("🎲 ");
    }
    assertThat(ada.says("/dice").text()).isEqualTo("⏳ Too many requests, please wait a moment.");
    assertThat(ada.says("/dice").isEmpty()).isTrue();
    assertThat(bot.person("Bob").says("/dice").text()).startsWith("🎲 ");
    bot.passes(Duration.ofMinutes(1));
    assertThat(ada.says("/dice").text()).startsWith("🎲 ");
  }

  @Test
  void whoMayNotIsTold() {
    assertThat(ada.says("/members").text()).isEqualTo("⚠️ Please register first with /start");
    assertThat(ada.says("/admin").text()).isEqualTo("⛔ Admin access required");
    assertThat(ada.says("/here").text()).isEqualTo("This command works only in: group, supergroup");
    assertThat(ada.in("Club").says("/here").text()).isEqualTo("Hello, everybody.");
  }

  @Test
  void whoMayNotIsToldInTheirLanguage() {
    var deutsch = ada.speaking("de");

    assertThat(deutsch.says("/members").text())
        .isEqualTo("⚠️ Bitte melde dich zuerst mit /start an");
    assertThat(deutsch.says("/admin").text()).isEqualTo("⛔ Das dürfen nur Admins");
    assertThat(deutsch.says("/here").text())
        .isEqualTo("Dieser Befehl geht nur in: group, supergroup");
  }

  @Test
  void whatWorksAtTheSecondTryIsSaidOnce() {
    assertThat(ada.says("/twice").texts()).containsExactly("It works.");
  }

  @Test
  void otherKindsOfMessagesHaveRoutesToo() {
    assertThat(ada.sends("{\"photo\":[]}").text()).isEqualTo("A picture!");
    assertThat(ada.in("Club").sends("{\"new_chat_members\":[]}").text()).isEqualTo("Welcome!");
    assertThat(
            bot.update(
                    """
                    {"update_id":77,"edited_message":{"chat":{"id":5,"type":"private"},
                     "text":"I think so"}}
                    """)
                .text())
        .isEqualTo("I saw that you have changed your mind.");
  }

  private static List<String> texts(List<Sent> sent) {
    return sent.stream().map(Sent::text).toList();
  }
}
