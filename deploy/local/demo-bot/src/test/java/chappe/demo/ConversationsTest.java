// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.demo;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.bot.testing.BotUnderTest;
import chappe.bot.testing.Person;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The commands that ask something and wait for the answer.
class ConversationsTest {
  private final BotUnderTest bot = BotUnderTest.of(new DemoBot());
  private final Person ada = bot.person("Ada");

  @Test
  void anOrderIsForgottenAfterTenMinutes() {
    ada.says("/order");

    assertThat(bot.passes(Duration.ofMinutes(10)).text())
        .isEqualTo("I have forgotten your order. /order begins anew.");
    assertThat(ada.says("large").text()).contains("/help");
  }

  @Test
  void takesAnOrder() {
    assertThat(ada.says("/order").text()).isEqualTo("Which size, small or large?");
    assertThat(ada.says("huge").text()).isEqualTo("I did not get that.");
    assertThat(ada.says("Large").text()).isEqualTo("What goes on your large pizza?");
    assertThat(ada.says("/back").text()).isEqualTo("Which size, small or large?");
    ada.says("small");
    assertThat(ada.says("olives").text())
        .isEqualTo("A small pizza with olives. Is that right? yes, or /back");
    assertThat(ada.says("yes").text()).isEqualTo("Your small pizza with olives is on its way. 🍕");
  }

  @Test
  void registersWithAForm() {
    assertThat(ada.says("/form").text()).isEqualTo("What is your e-mail address?");
    ada.says("Ada@Example.org");
    ada.says("/skip");
    assertThat(ada.says("12").text()).isEqualTo("⚠️ You must be at least 13 years old.");
    assertThat(ada.says("121").text()).isEqualTo("⚠️ You must be at most 120 years old.");
    assertThat(ada.says("36").text())
        .isEqualTo(
            "✅ You are registered.\n{\n  \"email\" : \"ada@example.org\",\n  \"age\" : 36\n}");
  }

  @Test
  void speaksTheLanguageThatWasChosen() {
    assertThat(ada.says("/language de").text()).isEqualTo("⚠️ Please register first with /start");
    ada.says("/start");
    assertThat(ada.says("/language de").text()).isEqualTo("Ab jetzt sprechen wir Deutsch, Ada.");
    ada.says("/order");
    assertThat(ada.says("/cancel").text()).isEqualTo("❌ Abgebrochen.");
  }

  @Test
  void remembersAPersonInAllChatsUntilToldToForget() {
    ada.in("Friends").says("/motto carpe diem");
    assertThat(ada.says("/motto").text()).isEqualTo("carpe diem");
    ada.in("Friends").says("/forgetme");
    assertThat(ada.says("/motto").text()).isEqualTo("You have none yet.");
  }

  @Test
  void speaksTheLanguageOfTheApp() {
    assertThat(bot.person("Eva").speaking("de").says("/language fr").text())
        .isEqualTo("⚠️ Bitte melde dich zuerst mit /start an");
  }
}
