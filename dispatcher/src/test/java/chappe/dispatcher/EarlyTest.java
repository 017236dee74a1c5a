// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pengrad.telegrambot.request.SendMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyTest {
  private static final String PRESS =
      Updates.of(
          "callback_query",
          "\"id\":\"7\",\"data\":\"go\",\"message\":{" + Updates.CHAT + ",\"message_id\":5}");

  @Test
  void signsOfLifeLeaveBeforeTheAnswer() throws Exception {
    var bot =
        OneBot.with(
            on ->
                on.callback(
                    "go",
                    context -> {
                      context.typing();
                      context.progress("half");
                      context.early(new SendMessage(9L, "to somebody"));
                      context.answer("done");
                    }));

    var emitted = bot.handle(PRESS);

    assertThat(emitted.early())
        .extracting(it -> it.command().method() + it.params())
        .containsExactly(
            "sendChatAction{\"chat_id\":42,\"action\":\"typing\"}",
            "editMessageText{\"chat_id\":42,\"message_id\":5,\"text\":\"half\"}",
            "sendMessage{\"chat_id\":9,\"text\":\"to somebody\"}");
    assertThat(emitted.early())
        .extracting(Emitted.Sent::key)
        .containsExactly("demo:42", "demo:42", "demo:9");
    assertThat(emitted.only().params())
        .isEqualTo("{\"callback_query_id\":\"7\",\"text\":\"done\"}");
  }

  @Test
  void thereIsNothingToAnswerOrToEditWithoutAButton() throws Exception {
    var bot =
        OneBot.with(
            on ->
                on.text(
                    context -> {
                      assertThatIllegalStateException().isThrownBy(() -> context.answer("x"));
                      assertThatIllegalStateException().isThrownBy(() -> context.progress("x"));
                    }));

    assertThat(bot.handle(Updates.text("x")).all()).isEmpty();
  }

  @Test
  void whoseUpdateFailsForTheLastTimeIsToldOnce() {
    var bot =
        OneBot.with(
            on -> {
              on.apology("Sorry, that did not work.");
              on.text(
                  context -> {
                    context.reply("lost");
                    throw new IllegalStateException("no");
                  });
            });

    for (int attempt = 1; attempt <= 3; attempt++) {
      var emitted = bot.attempt(attempt).fails(Updates.text("x"));
      assertThat(emitted.all()).isEmpty();
      assertThat(emitted.early())
          .extracting(it -> it.command().params().path("text").asText())
          .isEqualTo(attempt == 3 ? List.of("Sorry, that did not work.") : List.of());
    }
  }

  @Test
  void whatAnErrorHandlerAnswersNeedsNoApology() throws Exception {
    var bot =
        OneBot.with(
            on -> {
              on.apology("sorry");
              on.onError((context, _) -> context.reply("handled"));
              on.text(
                  _ -> {
                    throw new IllegalStateException("no");
                  });
            });

    var emitted = bot.attempt(3).handle(Updates.text("x"));
    assertThat(emitted.texts()).containsExactly("handled");
    assertThat(emitted.early()).isEmpty();
    assertThatThrownBy(() -> OneBot.with(on -> on.apology(" "))).hasMessageContaining("apology");
  }
}
