// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.pengrad.telegrambot.model.request.InlineKeyboardButton;
import com.pengrad.telegrambot.model.request.InlineKeyboardMarkup;
import com.pengrad.telegrambot.model.request.InlineQueryResultArticle;
import com.pengrad.telegrambot.request.SendMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

class ButtonDataTest {
  private static final String LONG = "pick:" + "é".repeat(100);

  @Test
  void longDataComeBackAsTheyWereAlsoAfterARestart() throws Exception {
    var bot =
        OneBot.with(
            on -> {
              on.text(it -> it.send(new SendMessage(42L, "?").replyMarkup(button(LONG))));
              on.callback("pick:{what}", it -> it.reply(it.parameters().text("what")));
            });

    var data = data(bot.handle(Updates.text("x")).only());
    assertThat(data.length()).isLessThanOrEqualTo(ButtonData.LIMIT);
    assertThat(bot.handle(press(data)).texts()).containsExactly("é".repeat(100));
    assertThat(bot.restarted().handle(press(data)).texts()).containsExactly("é".repeat(100));
  }

  @Test
  void shortDataStayAsTheyAre() throws Exception {
    var exact = "é".repeat(32);
    var bot =
        OneBot.with(
            on -> on.text(it -> it.send(new SendMessage(42L, "?").replyMarkup(button(exact)))));

    assertThat(data(bot.handle(Updates.text("x")).only())).isEqualTo(exact);
  }

  @Test
  void buttonsOfInlineResultsToo() throws Exception {
    var bot =
        OneBot.with(
            on ->
                on.inline(
                    _ ->
                        List.of(
                            new InlineQueryResultArticle("1", "title", "text")
                                .replyMarkup(button(LONG)))));

    var answer =
        bot.handle(
                "demo:42",
                Updates.of("inline_query", "\"id\":\"q\",\"from\":{\"id\":42},\"query\":\"tea\""))
            .only();
    assertThat(
            answer
                .command()
                .params()
                .at("/results/0/reply_markup/inline_keyboard/0/0/callback_data")
                .asText())
        .startsWith("chappe~");
  }

  @Test
  void whoPressesAButtonThatIsKeptNoMoreIsTold() throws Exception {
    var bot = OneBot.with(on -> on.any(it -> it.reply("never")));

    assertThat(bot.handle(press("chappe~" + "x".repeat(22))).only().params())
        .isEqualTo(
            "{\"callback_query_id\":\"7\",\"text\":\"⚠️ This button has"
                + " expired\",\"show_alert\":true}");
  }

  @Test
  void whatOnlyLooksLikeATokenIsData() throws Exception {
    var bot = OneBot.with(on -> on.callback(it -> it.reply(it.data())));

    assertThat(bot.handle(press("chappe~short")).texts()).containsExactly("chappe~short");
  }

  @Test
  void dataWithoutEndAreRefused() {
    var bot =
        OneBot.with(
            on ->
                on.text(
                    it ->
                        it.send(
                            new SendMessage(42L, "?").replyMarkup(button("x".repeat(70_000))))));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> bot.handle(Updates.text("x")))
        .withMessageContaining("64 KiB");
  }

  private static InlineKeyboardMarkup button(String data) {
    return new InlineKeyboardMarkup(new InlineKeyboardButton("pick").callbackData(data));
  }

  private static String data(Emitted.Sent sent) {
    return sent.command().params().at("/reply_markup/inline_keyboard/0/0/callback_data").asText();
  }

  private static String press(String data) {
    return Updates.of(
        "callback_query",
        "\"id\":\"7\",\"data\":\"%s\",\"message\":{%s}".formatted(data, Updates.CHAT));
  }
}
