// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.bot.Bot;
import chappe.bot.form.Questions;
import chappe.bot.testing.BotUnderTest;
import chappe.common.lifecycle.CannotStart;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FormTest {
  record Guest(
      @Pattern(regexp = "[A-Z].*", message = "a capital first") String name,
      Optional<String> phone,
      String size) {}

  private static final Bot BOT =
      on -> {
        on.form("guest", Guest.class)
            .startedBy("guest", "be a guest")
            .ask("name", Questions.text(2, 20), "Name?")
            .ask("phone", Questions.phone(), "Phone?")
            .ask("size", Questions.choice("S", "L"), "Size?")
            .then((context, guest) -> context.reply(guest.toString()));
        on.command("skip", "skip", context -> context.reply("nothing to skip"));
      };

  private final BotUnderTest bot = BotUnderTest.of(BOT);
  private final chappe.bot.testing.Person ada = bot.person("Ada");

  @Test
  void asksUntilTheRecordIsThere() {
    assertThat(ada.says("/guest").text()).isEqualTo("Name?");
    assertThat(ada.says("A").text()).isEqualTo("⚠️ Please write 2 to 20 characters.");
    assertThat(ada.says("Ada").text()).isEqualTo("Phone?\n(/skip leaves this out)");
    assertThat(ada.sends("{\"contact\":{\"phone_number\":\"+49 30 1234567\"}}").text())
        .isEqualTo("Size?");
    assertThat(ada.says("s").text())
        .isEqualTo("Guest[name=Ada, phone=Optional[+49301234567], size=S]");
  }

  @Test
  void leavesOutOnlyWhatMayBe() {
    ada.says("/guest");
    assertThat(ada.says("/skip").text()).isEqualTo("Name?");
    ada.says("Ada");
    assertThat(ada.says("/skip").text()).isEqualTo("Size?");
    assertThat(ada.says("L").text()).isEqualTo("Guest[name=Ada, phone=Optional.empty, size=L]");
    assertThat(ada.says("/skip").text()).isEqualTo("nothing to skip");
  }

  @Test
  void goesBackAndTakesTheNewAnswer() {
    ada.says("/guest");
    ada.says("Ada");
    assertThat(ada.says("/back").text()).isEqualTo("Name?");
    ada.says("Eve");
    ada.says("/skip");
    assertThat(ada.says("L").text()).contains("name=Eve");
  }

  @Test
  void whatTheRecordItselfRefusesIsAskedAgain() {
    ada.says("/guest");
    ada.says("ada");
    ada.says("/skip");
    assertThat(ada.says("L").texts()).containsExactly("⚠️ name: a capital first", "Name?");
    assertThat(ada.says("Ada").text()).startsWith("Guest[name=Ada");
  }

  @Test
  void choicesAreButtons() {
    ada.says("/guest");
    ada.says("Ada");
    JsonNode keyboard =
        ada.says("/skip").sent().getFirst().params().path("reply_markup").path("keyboard");
    assertThat(keyboard.toString()).contains("S").contains("L");
  }

  @Test
  void afterADeployWithOtherQuestionsItGoesOnWithTheFirstThatIsOpen() throws Exception {
    var before = new OneBot(BOT);
    before.handle(Updates.text("/guest"));
    before.handle(Updates.text("Ada"));
    var after =
        OneBot.with(
            on ->
                on.form("guest", Guest.class)
                    .startedBy("guest", "be a guest")
                    .ask("name", Questions.text(2, 20), "Name?")
                    .ask("size", Questions.choice("S", "L"), "Size?")
                    .then((context, guest) -> context.reply(guest.toString())));
    after.sessions.putAll(before.sessions);

    assertThat(after.handle(Updates.text("whatever")).texts()).containsExactly("Size?");
    assertThat(after.handle(Updates.text("L")).texts())
        .containsExactly("Guest[name=Ada, phone=Optional.empty, size=L]");
  }

  @Test
  void aFormThatCanNeverBeCompleteStopsTheStart() {
    assertThatThrownBy(
            () ->
                BotUnderTest.of(
                    on -> on.form("guest", Guest.class).ask("name", Questions.text(1, 2), "?")))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("the form of Guest never asks for 'size'");
    assertThatThrownBy(
            () ->
                BotUnderTest.of(
                    on -> on.form("guest", Guest.class).ask("nam", Questions.text(1, 2), "?")))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("Guest has no component 'nam' to ask for");
  }
}
