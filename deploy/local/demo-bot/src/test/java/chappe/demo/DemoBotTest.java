// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.demo;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.bot.testing.BotUnderTest;
import chappe.bot.testing.Person;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How a bot is tested: what people write goes in, what the bot sends comes out, and an hour of
/// waiting takes no time.
class DemoBotTest {
  private final BotUnderTest bot = BotUnderTest.of(new DemoBot());
  private final Person ada = bot.person("Ada");

  @Test
  void greetsByName() {
    assertThat(ada.says("/start").text()).startsWith("Hello, Ada!");
  }

  @Test
  void saysBackExactlyWhatItIsTold() {
    assertThat(ada.says("/echo  two  blanks, é 😀\nand a line").text())
        .isEqualTo("two  blanks, é 😀\nand a line");
    assertThat(ada.says("/echo").text()).isEqualTo("Usage: /echo TEXT (an argument is missing)");
  }

  @Test
  void countsForEachChat() {
    assertThat(ada.says("/count").text()).isEqualTo("1");
    assertThat(ada.says("/count").text()).isEqualTo("2");
    assertThat(bot.person("Bob").says("/count").text()).isEqualTo("1");
  }

  @Test
  void takesItsTime() {
    var before = bot.now();

    assertThat(ada.says("/slow 600000 later").text()).isEqualTo("later");
    assertThat(bot.now()).isEqualTo(before.plus(Duration.ofMinutes(10)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/slow soon x", "/slow -1 x", "/slow 600001 x", "/slow 1.5 x"})
  void tellsHowASlowCommandIsWritten(String bad) {
    assertThat(ada.says(bad).text())
        .isEqualTo("Usage: /slow MS TEXT (a whole number from 0 to 600000 is expected)");
  }

  @Test
  void whatFailsSendsNothing() {
    var answers = ada.says("/fail");

    assertThat(answers.failure()).containsInstanceOf(IllegalStateException.class);
    assertThat(answers.sent()).isEmpty();
  }

  @Test
  void tellsWhatSomebodyIsInAChat() {
    bot.telegram(
        "getChatMember",
        "{\"status\":\"administrator\",\"user\":{\"id\":1001,\"first_name\":\"Ada\"}}");

    assertThat(ada.in("Club").says("/member").text())
        .isEqualTo("In this chat you are: administrator");
  }

  @Test
  void tellsHowLargeAFileIs() {
    bot.file("file-1", new byte[1234]);
    var reply = "{\"text\":\"/size\",\"reply_to_message\":{\"document\":{\"file_id\":\"file-1\"}}}";

    assertThat(ada.sends(reply).text()).isEqualTo("It has 1234 bytes.");
    assertThat(ada.says("/size").text()).isEqualTo("Usage: /size (reply to a file with it)");
  }

  @Test
  void tellsWhatItHasMeasured() {
    ada.says("/echo 1234567890");
    ada.says("/echo 123456789012345");

    assertThat(ada.says("/figures").text())
        .isEqualTo(
            "I have echoed 2 texts of 12.5 characters on average; 95 of 100 had at most 15.");
  }

  @Test
  void isHelpfulInPrivateAndQuietInAGroup() {
    assertThat(ada.says("hello?").text()).contains("/help");
    assertThat(ada.says("/unknown").text()).contains("/help");
    assertThat(ada.in("Club").says("not for the bot").isEmpty()).isTrue();
    assertThat(ada.in("Club").says("/echo loud").text()).isEqualTo("loud");
  }
}
