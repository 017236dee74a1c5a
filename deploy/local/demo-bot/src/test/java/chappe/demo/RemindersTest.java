// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.demo;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.bot.testing.BotUnderTest;
import chappe.bot.testing.Person;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RemindersTest {
  private final BotUnderTest bot = BotUnderTest.of(new DemoBot());
  private final Person ada = bot.person("Ada");

  @Test
  void remindsOnceAndNotBefore() {
    ada.says("/remind 60 tea");

    assertThat(bot.passes(Duration.ofSeconds(59)).isEmpty()).isTrue();
    assertThat(bot.passes(Duration.ofSeconds(1)).texts()).containsExactly("⏰ tea");
    assertThat(bot.passes(Duration.ofHours(1)).isEmpty()).isTrue();
  }

  @Test
  void remindsAgainAndAgainUntilItIsCancelled() {
    ada.says("/every 30 stretch");
    ada.says("/remind 500 tea");
    assertThat(bot.passes(Duration.ofSeconds(90)).texts())
        .containsExactly("⏰ stretch", "⏰ stretch", "⏰ stretch");

    assertThat(ada.says("/cancel").texts()).containsExactly("Cancelled: 2.");

    assertThat(bot.passes(Duration.ofHours(1)).isEmpty()).isTrue();
    assertThat(ada.says("/cancel").texts()).containsExactly("There is no reminder.");
  }

  @Test
  void sumsUpEveryDayOnceHoweverOftenItWasAsked() {
    ada.says("/daily");
    ada.says("/daily");
    ada.says("/count");

    assertThat(bot.passes(Duration.ofDays(2)).texts())
        .containsExactly("You have counted to 1.", "You have counted to 1.");
  }

  @Test
  void aMessageSaysThatItVanishes() {
    assertThat(ada.says("/vanish").text()).isEqualTo("Gone in five minutes.");
  }
}
