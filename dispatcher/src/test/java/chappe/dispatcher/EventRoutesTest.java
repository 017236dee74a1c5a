// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.bot.Bot;
import chappe.bot.ChatType;
import chappe.bot.FailurePolicy;
import chappe.common.consumer.BadRecordException;
import chappe.common.json.Json;
import chappe.common.lifecycle.CannotStart;
import chappe.common.record.CommandResult;
import chappe.common.record.CommandResult.Outcome;
import chappe.common.record.Event;
import chappe.common.record.Topic;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventRoutesTest {
  private static final CommandResult SENT =
      new CommandResult(
          1,
          "demo:1:1",
          "sendMessage",
          Outcome.SENT,
          5L,
          null,
          null,
          null,
          1,
          OneBot.RECEIVED,
          OneBot.RECEIVED,
          OneBot.RECEIVED);

  private final List<Object> seen = new ArrayList<>();

  private final OneBot bot =
      OneBot.with(
          on -> {
            on.result("posted", (context, it) -> context.reply("made " + it.result().messageId()));
            on.result("other", (_, it) -> seen.add(it));
            on.job("summary", (context, it) -> seen.add(it.job() + " " + context.hasChat()));
            on.paid("premium", (context, it) -> context.session().put("paid", it.charge()));
            on.paid("tea", (context, _) -> context.reply("Your tea is coming."));
            on.refunded("premium", (context, _) -> context.session().remove("paid"));
            on.blocked((context, it) -> seen.add(context.chat().type() + " " + it.chat()));
            on.migrated((context, it) -> seen.add(context.chat().type() + " " + it.to()));
            on.any(context -> seen.add("any"));
          });

  @Test
  void aResultGoesToTheHandlerOfItsNameWhichCanAnswerIntoTheChat() throws Exception {
    var out = bot.event("demo:42", new Event.DeliveryResult(1, "posted", NullNode.instance, SENT));

    assertThat(out.only().topic()).isEqualTo(Topic.OUTBOUND_REPLY);
    assertThat(out.only().params()).isEqualTo("{\"chat_id\":42,\"text\":\"made 5\"}");
    assertThat(seen).isEmpty();
  }

  @Test
  void aPaymentMovesTheSessionOfItsChat() throws Exception {
    bot.event(
        "demo:42",
        new Event.PaymentMade(
            1, "premium", "o1", "c1", 42, "XTR", 5, OneBot.RECEIVED, NullNode.instance));
    assertThat(bot.sessions.get("")).asString().isEqualTo("{\"paid\":\"c1\"}");

    bot.event(
        "demo:42",
        new Event.Refund(
            1, "premium", "o1", "c1", 42, "XTR", 5, OneBot.RECEIVED, NullNode.instance));
    assertThat(bot.sessions).isEmpty();
  }

  @Test
  void whoHasPaidIsThankedWhereTheBotSaysNothing() throws Exception {
    var thanks = "✅ Payment successful, thank you for your purchase!";
    assertThat(bot.event("demo:42", paid("premium")).texts()).containsExactly(thanks);
    assertThat(bot.event("demo:42", paid("unheard of")).texts()).containsExactly(thanks);
    assertThat(bot.event("demo:42", paid("tea")).texts()).containsExactly("Your tea is coming.");
  }

  private static Event.PaymentMade paid(String name) {
    return new Event.PaymentMade(
        1, name, "o1", "c1", 42, "XTR", 5, OneBot.RECEIVED, NullNode.instance);
  }

  @Test
  void aBotWideJobHasNoChat() throws Exception {
    bot.event(
        "demo:job:daily", new Event.JobDue(1, "summary", "daily", OneBot.RECEIVED, Json.object()));

    assertThat(seen).containsExactly("daily false");
  }

  @Test
  void chatsAreOfTheTypeThatTheirIdsTell() throws Exception {
    bot.event("demo:42", new Event.ChatBlocked(1, "42", "Forbidden"));
    bot.event("demo:-42", new Event.ChatMigrated(1, -42, -1_000_000_000_042L));
    bot.event("demo:-1000000000042", new Event.ChatBlocked(1, "-1000000000042", "Forbidden"));

    assertThat(seen)
        .containsExactly(
            ChatType.PRIVATE + " 42",
            ChatType.GROUP + " -1000000000042",
            ChatType.SUPERGROUP + " -1000000000042");
  }

  @Test
  void anEventWithoutARouteGoesNowhere() throws Exception {
    var unknownName = new Event.JobDue(1, "nobody", "j", OneBot.RECEIVED, NullNode.instance);
    assertThat(bot.event("demo:42", unknownName).all()).isEmpty();
    assertThat(bot.handle("chappe.events", "moon_rises", "demo:42", "{\"v\":1}").all()).isEmpty();

    assertThat(seen).isEmpty();
    assertThat(
            bot.metric(
                "bot_messages_total", "bot", "demo", "command", "other", "status", "ignored"))
        .isEqualTo(2);
  }

  @Test
  void anEventThatCannotBeReadIsPutAside() {
    assertThatThrownBy(() -> bot.handle("chappe.events", "job_due", "demo:42", "{"))
        .isInstanceOf(BadRecordException.class);
  }

  @Test
  void itsFailurePolicyHoldsForEventsToo() {
    var parking = OneBot.with(on -> on.blocked((_, _) -> {}).onFailure(FailurePolicy.park()));

    assertThat(parking.parks("demo:42", new Event.ChatBlocked(1, "42", "Forbidden"))).isTrue();
    assertThat(bot.parks("demo:42", new Event.ChatBlocked(1, "42", "Forbidden"))).isFalse();
  }

  @Test
  void badAndDoubleNamesStopTheStart() {
    assertThatThrownBy(() -> OneBot.with(on -> on.job("", (_, _) -> {})))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("the name of job '' must have 1 to 64");
    Bot twice =
        on -> {
          on.blocked((_, _) -> {});
          on.blocked((_, _) -> {});
        };
    assertThatThrownBy(() -> new OneBot(twice)).hasMessageContaining("blocked is registered twice");
  }
}
