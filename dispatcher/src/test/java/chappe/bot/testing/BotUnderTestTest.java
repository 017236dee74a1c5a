// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.bot.BadInitData;
import chappe.bot.Bot;
import chappe.bot.BotServices;
import chappe.bot.Context;
import chappe.bot.HttpReply;
import chappe.bot.Routes;
import com.pengrad.telegrambot.model.request.InlineKeyboardButton;
import com.pengrad.telegrambot.model.request.InlineKeyboardMarkup;
import com.pengrad.telegrambot.request.AnswerCallbackQuery;
import com.pengrad.telegrambot.request.GetChatMember;
import com.pengrad.telegrambot.request.SendMessage;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BotUnderTestTest {
  @Test
  void aPersonSaysSomethingAndTheBotAnswers() {
    var bot = with(on -> on.text(it -> it.reply(it.user().firstName() + ": " + it.text())));

    var answer = bot.person("Ada").says("hi").only();

    assertThat(answer.text()).isEqualTo("Ada: hi");
    assertThat(answer.method()).isEqualTo("sendMessage");
    assertThat(answer.lane()).isEqualTo("reply");
    assertThat(answer.chat()).isEqualTo(Long.toString(bot.person("Ada").id()));
    assertThat(bot.sent()).containsExactly(answer);
  }

  @Test
  void eachChatRemembersForItselfAndAFailedAttemptForNobody() {
    var bot =
        with(
            on -> {
              on.command("count", "counts", BotUnderTestTest::count);
              on.command("fail", "fails", it -> fail(it));
            });
    var ada = bot.person("Ada");

    assertThat(ada.says("/count").text()).isEqualTo("1");
    assertThat(ada.says("/count").text()).isEqualTo("2");
    assertThat(ada.says("/fail").failure()).containsInstanceOf(IllegalStateException.class);
    assertThat(ada.says("/count").text()).isEqualTo("3");
    assertThat(bot.person("Bob").says("/count").text()).isEqualTo("1");
    assertThat(ada.in("Club").says("/count@test_bot").text()).isEqualTo("1");
    assertThat(bot.person("Bob").in("Club").says("/count").text()).isEqualTo("2");
  }

  @Test
  void aFailingHandlerHasThreeAttemptsAndTheirBackOff() {
    List<Duration> times = new ArrayList<>();
    var bots = new BotUnderTest[1];
    bots[0] =
        with(
            on ->
                on.text(
                    it -> {
                      times.add(Duration.between(BotUnderTest.START, bots[0].now()));
                      fail(it);
                    }));

    var answers = bots[0].person("Ada").says("x");

    assertThat(times).containsExactly(Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(6));
    assertThat(answers.sent()).isEmpty();
    assertThatThrownBy(answers::text)
        .isInstanceOf(AssertionError.class)
        .hasRootCauseMessage("always");
  }

  @Test
  void timePassesAtOnce() {
    var bot =
        with(
            on ->
                on.text(
                    it -> {
                      it.pause(Duration.ofHours(1));
                      it.reply("after an hour").expiresAfter(Duration.ofMinutes(1)).atMostOnce();
                    }));
    bot.passes(Duration.ofDays(1));

    var answer = bot.person("Ada").says("x").only();

    var later = BotUnderTest.START.plus(Duration.ofHours(25));
    assertThat(bot.now()).isEqualTo(later);
    assertThat(answer.expiresAt()).contains(later.plusSeconds(60));
    assertThat(answer.atMostOnce()).isTrue();
  }

  @Test
  void aButtonIsPressedByItsLabel() {
    var bot =
        with(
            on -> {
              on.text(it -> it.send(withButton(it.chat().id())));
              on.any(
                  it ->
                      it.send(
                          new AnswerCallbackQuery(it.json().at("/callback_query/id").asText())
                              .text(it.json().at("/callback_query/data").asText())));
            });
    var ada = bot.person("Ada");

    assertThat(ada.says("x").only().buttons()).containsExactly("Yes", "No");
    var answer = ada.presses("No").only();

    assertThat(answer.text()).isEqualTo("no:7");
    assertThat(answer.lane()).isEqualTo("urgent");
    assertThatThrownBy(() -> ada.presses("Maybe")).hasMessageContaining("'Maybe'");
    assertThatThrownBy(() -> bot.person("Bob").presses("No")).isInstanceOf(AssertionError.class);
  }

  @Test
  void anyUpdateCanBeHandledAsJson() {
    var bot = with(on -> on.any(it -> it.send(new SendMessage(7L, it.kind()))));

    assertThat(bot.update("{\"poll\":{\"id\":\"p\"}}").text()).isEqualTo("poll");
    assertThat(bot.update("{\"update_id\":5,\"news\":{\"id\":\"p\"}}").text()).isEqualTo("news");
    assertThat(bot.person("Ada").asks("cats").text()).isEqualTo("inline_query");
    assertThat(bot.person("Ada").sends("{\"photo\":[]}").text()).isEqualTo("message");
  }

  @Test
  void severalAnswersAreNotTakenForOne() {
    var bot =
        with(
            on -> {
              on.text(
                  it -> {
                    it.reply("one");
                    it.reply("two");
                  });
              on.fallback(_ -> {});
            });
    var answers = bot.person("Ada").says("x");

    assertThat(answers.texts()).containsExactly("one", "two");
    assertThatThrownBy(answers::text).isInstanceOf(AssertionError.class);
    assertThat(bot.person("Ada").says("/nothing").isEmpty()).isTrue();
  }

  @Test
  void theAuthorsServicesAnswerAsTheTestSays() {
    var bot = BotUnderTest.of(new Shop());
    List<Asked> asked = new ArrayList<>();
    bot.service(
        "shop",
        it -> {
          asked.add(it);
          return asked.size() < 3 ? HttpReply.of(500, "") : HttpReply.of(200, "{\"total\":12}");
        });
    var before = bot.now();

    assertThat(bot.person("Ada").says("/order 7").text()).isEqualTo("12");
    assertThat(asked)
        .hasSize(3)
        .allSatisfy(
            it -> {
              assertThat(it.address()).hasToString("https://shop.example.org/v1/orders/7");
              assertThat(it.json().path("chat").asLong()).isEqualTo(bot.person("Ada").chatId());
              assertThat(it.headers()).containsEntry("Idempotency-Key", "demo:1:http:1");
            });
    assertThat(bot.now()).isEqualTo(before.plusSeconds(3));
  }

  @Test
  void telegramAnswersAsTheTestSays() {
    var bot =
        BotUnderTest.of(new Shop())
            .telegram(
                "getChatMember",
                "{\"status\":\"administrator\",\"user\":{\"id\":7,\"first_name\":\"Eve\"}}")
            .file("photo-1", new byte[] {1, 2, 3});

    assertThat(bot.person("Ada").says("/status").text()).isEqualTo("administrator Eve");
    assertThat(bot.person("Ada").says("/size photo-1").text()).isEqualTo("3");
    assertThat(bot.person("Ada").says("/size other").failure())
        .hasValueSatisfying(it -> assertThat(it).hasMessageContaining("'other'"));
    assertThat(bot.person("Ada").says("/misuse").failure())
        .hasValueSatisfying(it -> assertThat(it).hasMessageContaining("sendMessage is more"));
  }

  @Test
  void aMiniAppIsTrustedWhenTelegramHasSignedItsData() {
    var shop = new Shop();
    var bot = BotUnderTest.of(shop);

    assertThat(shop.trusts(bot.person("Ada").initData())).isEqualTo(bot.person("Ada").id());
    assertThatThrownBy(() -> shop.trusts(bot.person("Ada").initData() + "x"))
        .isInstanceOf(BadInitData.class);
  }

  private static final class Shop implements Bot {
    private @Nullable BotServices services;

    @Override
    public void start(BotServices given) {
      services = given;
      var _ = given.http("shop", URI.create("https://shop.example.org/v1"));
    }

    @Override
    public void configure(Routes on) {
      on.command("order", "orders", this::order);
      on.command("status", "asks Telegram", this::status);
      on.command("size", "downloads", it -> it.reply("" + file(it).length));
      on.command("misuse", "sends", it -> it.api().json(new SendMessage(7L, "x")));
    }

    private void order(Context context) throws InterruptedException {
      var order =
          context
              .http("shop")
              .post("orders/{}", context.arguments().word())
              .body(Map.of("chat", context.chat().id()))
              .send();
      context.reply(order.json().path("total").asText());
    }

    private void status(Context context) throws InterruptedException {
      var member = context.api().call(new GetChatMember(context.chat().id(), 7L)).chatMember();
      context.reply(member.status() + " " + member.user().firstName());
    }

    private static byte[] file(Context context) throws InterruptedException {
      return context.api().download(context.arguments().word());
    }

    long trusts(String initData) {
      return Objects.requireNonNull(services).initData(initData, Duration.ofHours(1)).user().id();
    }
  }

  private static BotUnderTest with(Consumer<Routes> configuration) {
    Bot bot = configuration::accept;
    return BotUnderTest.of(bot);
  }

  private static void count(Context context) {
    int times = context.session().get("count", Integer.class).orElse(0) + 1;
    context.session().put("count", times);
    context.reply(Integer.toString(times));
  }

  private static void fail(Context context) {
    count(context);
    throw new IllegalStateException("always");
  }

  private static SendMessage withButton(long chat) {
    return new SendMessage(chat, "Well?")
        .replyMarkup(
            new InlineKeyboardMarkup(
                new InlineKeyboardButton("Yes").callbackData("yes:7"),
                new InlineKeyboardButton("No").callbackData("no:7")));
  }
}
