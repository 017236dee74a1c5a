// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.bot.Bot;
import chappe.bot.Step;
import chappe.common.json.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// States that an older version of a bot has left.
class HandlerStateTest {
  private record Cart(List<String> items) {}

  static final class Old {
    record Cart(int items) {}

    record Asked(String what) {}
  }

  record Asked(String what, int times) {}

  private static final Bot BEFORE =
      on -> {
        on.conversation("talk", Old.Asked.class, (_, _) -> Step.end())
            .startedBy("talk", "talk", _ -> new Old.Asked("name"));
        on.text(context -> context.session(Old.Cart.class).put(new Old.Cart(7)));
      };

  private static final Bot AFTER =
      on -> {
        on.conversation(
                "talk",
                Asked.class,
                (context, state) -> {
                  context.reply("answered " + state);
                  return Step.stay();
                })
            .startedBy("talk", "talk", _ -> new Asked("town", 1))
            .asking((context, state) -> context.reply(state.what() + "?"));
        on.text(
            context ->
                context.reply(
                    context
                        .session(Cart.class)
                        .change(new Cart(List.of()), it -> new Cart(List.of(context.text())))
                        .toString()));
      };

  private static final Bot MIGRATING =
      on ->
          on.conversation(
                  "talk",
                  Asked.class,
                  (context, state) -> {
                    context.reply("answered " + state);
                    return Step.stay();
                  })
              .migrating(
                  (type, fields) ->
                      type.equals("Asked")
                          ? Optional.of(new Asked(fields.path("what").asText(), 2))
                          : Optional.empty());

  @Test
  void aTypedStateIsPutAndChanged() throws Exception {
    var bot = new OneBot(AFTER);
    assertThat(bot.handle(Updates.text("a")).texts()).containsExactly("Cart[items=[a]]");
    assertThat(bot.handle(Updates.text("b")).texts()).containsExactly("Cart[items=[b]]");
  }

  @Test
  void whatCannotBeReadIsKeptAside() throws Exception {
    var before = new OneBot(BEFORE);
    before.handle(Updates.text("x"));
    var after = new OneBot(AFTER);
    after.sessions.putAll(before.sessions);

    assertThat(after.handle(Updates.text("a")).texts()).containsExactly("Cart[items=[a]]");

    var session = Json.tree(after.session(""));
    assertThat(session.path("chappe:aside").path(0).path("value").path("value").toString())
        .isEqualTo("{\"items\":7}");
  }

  @Test
  void aSessionThatIsNoJsonIsKeptAside() throws Exception {
    var bot = new OneBot(AFTER);
    bot.sessions.put("", new byte[] {1, 2, 3});
    assertThat(bot.handle(Updates.text("a")).texts()).containsExactly("Cart[items=[a]]");
    assertThat(Json.tree(bot.session("")).path("chappe:aside").path(0).path("bytes").asText())
        .isEqualTo("AQID");
  }

  @Test
  void aConversationWhoseStateHasChangedBeginsAnewPolitely() throws Exception {
    var before = new OneBot(BEFORE);
    before.handle(Updates.text("/talk"));
    var after = new OneBot(AFTER);
    after.sessions.putAll(before.sessions);

    assertThat(after.handle(Updates.text("Ada")).texts())
        .containsExactly("🔄 I have changed since your last answer. Let us start again.", "town?");
    assertThat(after.handle(Updates.text("Rome")).texts())
        .containsExactly("answered Asked[what=town, times=1]");
    assertThat(Json.tree(after.session(":42")).path("chappe:aside")).hasSize(1);
  }

  @Test
  void aConversationMigratesItsState() throws Exception {
    var before = new OneBot(BEFORE);
    before.handle(Updates.text("/talk"));
    var after = new OneBot(MIGRATING);
    after.sessions.putAll(before.sessions);

    assertThat(after.handle(Updates.text("Ada")).texts())
        .containsExactly("answered Asked[what=name, times=2]");
  }

  @Test
  void aConversationThatIsGoneGivesTheWayFree() throws Exception {
    var before = new OneBot(BEFORE);
    before.handle(Updates.text("/talk"));
    var after = OneBot.with(on -> on.text(context -> context.reply("heard")));
    after.sessions.putAll(before.sessions);
    assertThat(after.handle(Updates.text("Ada")).texts()).containsExactly("heard");
  }

  @Test
  void namesOfTheEngineAreRefusedAndStayWhenASessionIsCleared() throws Exception {
    var bot =
        OneBot.with(
            on -> {
              on.conversation("talk", Asked.class, (_, _) -> Step.end())
                  .startedBy("talk", "talk", _ -> new Asked("name", 1));
              on.command("clear", "clear", context -> context.userSession().clear());
            });
    bot.handle(Updates.text("/talk"));
    bot.handle(Updates.text("/clear"));
    assertThat(bot.sessions).containsKey(":42");
  }
}
