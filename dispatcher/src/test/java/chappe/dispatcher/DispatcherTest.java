// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.bot.BadArguments;
import chappe.bot.Context;
import chappe.common.consumer.BadRecordException;
import chappe.common.record.OutboundCommand.Repeat;
import chappe.common.record.Topic;
import com.pengrad.telegrambot.request.AnswerCallbackQuery;
import com.pengrad.telegrambot.request.SendMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DispatcherTest {
  @Test
  void aReplyIsACommandOfTheReplyLaneUnderTheChatsKey() throws Exception {
    var bot = OneBot.with(on -> on.text(context -> context.reply("you said " + context.text())));

    var sent = bot.handle(Updates.text("hé")).only();

    assertThat(sent.topic()).isEqualTo(Topic.OUTBOUND_REPLY);
    assertThat(sent.key()).isEqualTo("demo:42");
    assertThat(sent.type()).isEqualTo("command");
    assertThat(sent.command().method()).isEqualTo("sendMessage");
    assertThat(sent.params()).isEqualTo("{\"chat_id\":42,\"text\":\"you said hé\"}");
    assertThat(sent.command().expiresAt()).isNull();
    assertThat(sent.command().repeat()).isEqualTo(Repeat.AT_LEAST_ONCE);
    assertThat(bot.metric("bot_messages_total", "bot", "demo", "command", "other", "status", "ok"))
        .isEqualTo(1);
    assertThat(bot.metric("bot_response_seconds_count", "bot", "demo", "handler", "text"))
        .isEqualTo(1);
  }

  @Test
  void aLongReplyIsSeveralCommandsInOrder() throws Exception {
    var bot =
        OneBot.with(
            on -> on.text(context -> context.reply("a".repeat(4000) + "\n" + "b".repeat(4000))));

    assertThat(bot.handle(Updates.text("x")).texts())
        .containsExactly("a".repeat(4000), "b".repeat(4000));
  }

  @Test
  void optionsHoldForAllPartsOfAReply() throws Exception {
    var bot =
        OneBot.with(
            on ->
                on.text(
                    context ->
                        context
                            .reply("a ".repeat(4000))
                            .expiresAfter(Duration.ofMinutes(1))
                            .atMostOnce()));

    assertThat(bot.handle(Updates.text("x")).all())
        .hasSize(2)
        .allSatisfy(
            it -> {
              assertThat(it.command().expiresAt()).isEqualTo(OneBot.RECEIVED.plusSeconds(63));
              assertThat(it.command().repeat()).isEqualTo(Repeat.AT_MOST_ONCE);
            });
  }

  @Test
  void anyRequestGoesToTheChatItNamesAndWithoutOneUnderTheUpdatesKey() throws Exception {
    var bot =
        OneBot.with(
            on ->
                on.any(
                    context -> {
                      context.send(new SendMessage(77L, "to another chat"));
                      context.send(new SendMessage("@channel", "to a channel"));
                      context.send(new AnswerCallbackQuery("q1").text("done"));
                    }));

    var all = bot.handle("demo:42", Updates.of("callback_query", "\"id\":\"q1\"")).all();

    assertThat(all)
        .extracting(Emitted.Sent::key)
        .containsExactly("demo:77", "demo:@channel", "demo:42");
    assertThat(all)
        .extracting(Emitted.Sent::topic)
        .containsExactly(Topic.OUTBOUND_REPLY, Topic.OUTBOUND_REPLY, Topic.OUTBOUND_URGENT);
    assertThat(all.get(2).command().expiresAt()).isEqualTo(OneBot.RECEIVED.plusSeconds(15));
  }

  @Test
  void theContextTellsWhatIsKnown() throws Exception {
    List<Context> seen = new ArrayList<>();
    var bot = OneBot.with(on -> on.command("start", "starts", seen::add));

    bot.handle(Updates.text("/start@demo_bot ref-1"));

    var context = seen.getFirst();
    assertThat(context.bot()).isEqualTo("demo");
    assertThat(context.kind()).isEqualTo("message");
    assertThat(context.command()).isEqualTo("start");
    assertThat(context.payload()).isEqualTo("ref-1");
    assertThat(context.arguments().text()).isEqualTo("ref-1");
    assertThat(context.user().firstName()).isEqualTo("Ada");
    assertThat(context.chat().id()).isEqualTo(42);
    assertThat(context.receivedAt()).isEqualTo(OneBot.RECEIVED);
    assertThat(context.idempotencyKey()).isEqualTo("demo:1001");
    assertThat(context.json().path("update_id").asLong()).isEqualTo(1001);
    assertThat(context.update().message().from().firstName()).isEqualTo("Ada");
    assertThat(context.update()).isSameAs(context.update());
    assertThatIllegalStateException().isThrownBy(context::match);
  }

  @Test
  void whatIsSentAfterTheEndIsRefused() throws Exception {
    List<Context> seen = new ArrayList<>();
    var bot = OneBot.with(on -> on.text(seen::add));

    bot.handle(Updates.text("x"));

    assertThatIllegalStateException().isThrownBy(() -> seen.getFirst().reply("late"));
  }

  @Test
  void aFailureGoesThroughEmitsNothingAndIsCounted() {
    var bot =
        OneBot.with(
            on ->
                on.command(
                    "fail",
                    "fails",
                    context -> {
                      context.reply("never");
                      throw new UnsupportedOperationException("no");
                    }));

    for (int attempt = 1; attempt <= 3; attempt++) {
      int now = attempt;
      assertThatThrownBy(() -> bot.attempt(now).handle(Updates.text("/fail")))
          .isInstanceOf(UnsupportedOperationException.class);
    }

    assertThat(
            bot.metric(
                "bot_errors_total", "bot", "demo", "error_type", "UnsupportedOperationException"))
        .isEqualTo(3);
    assertThat(
            bot.metric("bot_messages_total", "bot", "demo", "command", "fail", "status", "failed"))
        .isEqualTo(1);
  }

  @Test
  void badArgumentsAreAnsweredWithTheUsageAlone() throws Exception {
    var bot =
        OneBot.with(
            on ->
                on.command(
                        "slow",
                        "is slow",
                        context -> {
                          context.reply("first");
                          context.arguments().number(0, 9);
                        })
                    .usage("MS TEXT"));

    assertThat(bot.handle(Updates.text("/slow soon")).texts())
        .containsExactly("Usage: /slow MS TEXT (a whole number from 0 to 9 is expected)");
    assertThat(bot.metric("bot_messages_total", "bot", "demo", "command", "slow", "status", "ok"))
        .isEqualTo(1);
  }

  @Test
  void badArgumentsElsewhereAreAFailure() {
    var bot =
        OneBot.with(
            on ->
                on.text(
                    _ -> {
                      throw new BadArguments("no");
                    }));

    assertThatThrownBy(() -> bot.handle(Updates.text("x"))).isInstanceOf(BadArguments.class);
  }

  @Test
  void anUpdateOfAnotherGroupsBotIsSkippedAndCounted() throws Exception {
    var bot = OneBot.with(on -> on.any(context -> context.reply("mine")));

    assertThat(bot.handle("shop:42", Updates.text("x")).all()).isEmpty();

    assertThat(bot.metric("chappe_dispatcher_skipped_updates_total")).isEqualTo(1);
  }

  @Test
  void updatesSentAgainAreHandledAndEventsAreNot() throws Exception {
    var bot = OneBot.with(on -> on.any(context -> context.reply("mine")));

    assertThat(bot.handle("chappe.retry.dispatcher", "demo:42", Updates.text("x")).all())
        .hasSize(1);
    assertThat(bot.handle("chappe.events", "demo:42", "{\"v\":1}").all()).isEmpty();
  }

  @Test
  void anUpdateThatNobodyWantsIsCounted() throws Exception {
    var bot = OneBot.with(on -> on.command("help", "helps", _ -> {}));

    assertThat(bot.handle(Updates.text("hello")).all()).isEmpty();

    assertThat(
            bot.metric(
                "bot_messages_total", "bot", "demo", "command", "other", "status", "ignored"))
        .isEqualTo(1);
  }

  @Test
  void whatIsNoJsonOrHasAForeignKeyIsABadRecord() {
    var bot = OneBot.with(on -> on.any(_ -> {}));

    assertThatThrownBy(() -> bot.handle("{\"update_id\":")).isInstanceOf(BadRecordException.class);
    assertThatThrownBy(() -> bot.handle("42", Updates.text("x")))
        .isInstanceOf(BadRecordException.class);
  }

  @Test
  void aBlankReplyIsRefused() {
    var bot = OneBot.with(on -> on.text(context -> context.reply(" ")));

    assertThatIllegalArgumentException().isThrownBy(() -> bot.handle(Updates.text("x")));
  }

  @Test
  void aReplyToNoChatSaysWhy() {
    var bot = OneBot.with(on -> on.any(context -> context.reply("hello")));

    assertThatIllegalStateException()
        .isThrownBy(() -> bot.handle(Updates.of("inline_query", "\"id\":\"1\"")))
        .withMessage("an update of kind 'inline_query' has no chat");
  }

  @Test
  void aSessionRemembersFromOneUpdateToTheNext() throws Exception {
    var bot =
        OneBot.with(
            on ->
                on.text(
                    context -> {
                      var session = context.session();
                      var seen = session.get("last", Seen.class);
                      session.put("last", new Seen(context.text(), List.of(1, 2)));
                      context.userSession().put("by", context.user().id());
                      context.reply(seen.map(Seen::text).orElse("nothing"));
                    }));

    assertThat(bot.handle(Updates.text("one")).texts()).containsExactly("nothing");
    assertThat(bot.handle(Updates.text("two")).texts()).containsExactly("one");
    assertThat(bot.sessions).containsOnlyKeys("", ":42");
    assertThat(bot.sessions.get(""))
        .asString(java.nio.charset.StandardCharsets.UTF_8)
        .isEqualTo("{\"last\":{\"text\":\"two\",\"numbers\":[1,2]}}");
  }

  private record Seen(String text, List<Integer> numbers) {}

  @Test
  void aHandlerThatFailsOrOnlyReadsChangesNoSession() throws Exception {
    var bot =
        OneBot.with(
            on ->
                on.text(
                    context -> {
                      context.session().get("count", Integer.class);
                      if (context.text().equals("bad")) {
                        context.session().put("count", 1);
                        throw new IllegalStateException("fails");
                      }
                    }));

    bot.handle(Updates.text("good"));
    assertThatThrownBy(() -> bot.handle(Updates.text("bad")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(bot.sessions).isEmpty();
  }

  @Test
  void aSessionThatIsEmptiedIsForgottenAndOneThatIsClosedRefuses() throws Exception {
    List<Context> kept = new ArrayList<>();
    var bot =
        OneBot.with(
            on ->
                on.text(
                    context -> {
                      kept.add(context);
                      switch (context.text()) {
                        case "put" -> context.session().put("a", "b");
                        case "remove" -> context.session().remove("a");
                        default -> context.session().clear();
                      }
                    }));

    bot.handle(Updates.text("put"));
    assertThat(bot.sessions).hasSize(1);
    bot.handle(Updates.text("remove"));
    assertThat(bot.sessions).isEmpty();
    bot.handle(Updates.text("put"));
    bot.handle(Updates.text("clear"));
    assertThat(bot.sessions).isEmpty();
    assertThatIllegalStateException()
        .isThrownBy(() -> kept.getFirst().session().put("late", 1))
        .withMessageContaining("ended");
  }
}
