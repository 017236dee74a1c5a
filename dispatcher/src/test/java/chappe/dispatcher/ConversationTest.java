// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.bot.Context;
import chappe.bot.Routes;
import chappe.bot.Step;
import chappe.bot.testing.BotUnderTest;
import chappe.bot.testing.Person;
import chappe.common.lifecycle.CannotStart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private final List<String> order = new ArrayList<>();
  private final BotUnderTest bot = BotUnderTest.of(this::configure);
  private final Person ada = bot.person("Ada");

  sealed interface State {
    record Name() implements State {}

    record Town(String name) implements State {}
  }

  private void configure(Routes on) {
    on.conversation("visit", State.class, this::answer)
        .startedBy("visit", "plan a visit", _ -> new State.Name())
        .asking(
            (context, state) ->
                context.reply(
                    switch (state) {
                      case State.Name() -> "Who?";
                      case State.Town(var name) -> "Where does " + name + " live?";
                    }))
        .timeout(Duration.ofMinutes(10))
        .with(
            (_, next) -> {
              order.add("before");
              next.run();
              order.add("after");
            });
    on.command("help", "help", context -> context.reply("helped"));
    on.command("leave", "leave", Context::leave);
    on.command("bad", "bad", context -> context.begin("visit", "no state"));
    on.text(context -> context.reply("heard " + context.text()));
  }

  private Step<State> answer(Context context, State state) {
    if (context.kind().equals("callback_query")) {
      context.reply("pressed");
      return Step.stay();
    }
    return switch (state) {
      case State.Name() when context.text().equals("?") -> {
        context.reply("A name, please.");
        yield Step.stay();
      }
      case State.Name() -> Step.next(new State.Town(context.text()));
      case State.Town(_) when context.text().equals("oops") -> Step.back();
      case State.Town(var name) -> {
        context.reply(name + " in " + context.text());
        yield Step.end();
      }
    };
  }

  @Test
  void leadsFromQuestionToQuestionToTheEnd() {
    assertThat(ada.says("/visit").text()).isEqualTo("Who?");
    assertThat(ada.says("?").text()).isEqualTo("A name, please.");
    assertThat(ada.says("Bob").text()).isEqualTo("Where does Bob live?");
    assertThat(ada.says("Rome").text()).isEqualTo("Bob in Rome");
    assertThat(ada.says("Paris").text()).isEqualTo("heard Paris");
  }

  @Test
  void isWithOnePersonInOneChat() {
    ada.says("/visit");
    assertThat(ada.in("Friends").says("Bob").text()).isEqualTo("heard Bob");
    assertThat(bot.person("Eve").says("Bob").text()).isEqualTo("heard Bob");
    assertThat(ada.says("Bob").text()).isEqualTo("Where does Bob live?");
  }

  @Test
  void goesBackAskingAgain() {
    ada.says("/visit");
    ada.says("Bob");
    assertThat(ada.says("/back").text()).isEqualTo("Who?");
    assertThat(ada.says("/back").text()).isEqualTo("Who?");
    ada.says("Eve");
    assertThat(ada.says("oops").text()).isEqualTo("Who?");
  }

  @Test
  void endsWhenItIsCancelledOrLeft() {
    ada.says("/visit");
    assertThat(ada.says("/cancel").text()).isEqualTo("❌ Cancelled.");
    assertThat(ada.says("Bob").text()).isEqualTo("heard Bob");
    ada.says("/visit");
    ada.says("/leave");
    assertThat(ada.says("Bob").text()).isEqualTo("heard Bob");
  }

  @Test
  void otherCommandsGoTheirWayAndTheConversationWaits() {
    ada.says("/visit");
    assertThat(ada.says("/help").text()).isEqualTo("helped");
    assertThat(ada.says("Bob").text()).isEqualTo("Where does Bob live?");
  }

  @Test
  void whatIsNoAnswerGoesItsWay() {
    ada.says("/visit");
    assertThat(ada.sends("{\"pinned_message\":{}}").sent()).isEmpty();
    assertThat(bot.update(pressed(ada, "other:1")).sent()).isEmpty();
    assertThat(bot.update(pressed(ada, "visit:1")).text()).isEqualTo("pressed");
  }

  @Test
  void whoAnswersTooLateIsToldSoOnce() {
    ada.says("/visit");
    bot.passes(Duration.ofMinutes(9));
    assertThat(ada.says("?").text()).isEqualTo("A name, please.");
    bot.passes(Duration.ofMinutes(11));
    assertThat(ada.says("Bob").text()).isEqualTo("⌛ That took too long. Please start again.");
    assertThat(ada.says("Bob").text()).isEqualTo("heard Bob");
  }

  @Test
  void aCommandAfterTheTimeIsOrdinary() {
    ada.says("/visit");
    bot.passes(Duration.ofMinutes(11));
    assertThat(ada.says("/cancel").sent()).isEmpty();
  }

  @Test
  void beginsAnewWhereThereIsOne() {
    ada.says("/visit");
    ada.says("Bob");
    assertThat(ada.says("/visit").text()).isEqualTo("Who?");
    assertThat(ada.says("Eve").text()).isEqualTo("Where does Eve live?");
  }

  @Test
  void hasItsMiddlewares() {
    ada.says("/visit");
    ada.says("Bob");
    assertThat(order).containsExactly("before", "after");
  }

  @Test
  void foreignStatesAndNamesAreRefused() {
    assertThat(ada.says("/bad").failure())
        .hasValueSatisfying(
            it ->
                assertThat(it)
                    .hasMessage("the conversation 'visit' has states of State, not String"));
    assertThatThrownBy(
            () ->
                BotUnderTest.of(
                    on -> on.conversation("No name", State.class, (_, _) -> Step.end())))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("a-z, 0-9, _ and -");
  }

  private static String pressed(Person person, String data) {
    return """
    {"callback_query":{"id":"1","from":{"id":%d,"first_name":"Ada"},"data":"%s",
     "message":{"message_id":1,"chat":{"id":%d,"type":"private"}}}}
    """
        .formatted(person.id(), data, person.id());
  }
}
