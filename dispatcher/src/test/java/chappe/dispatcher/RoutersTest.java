// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static chappe.bot.ChatType.PRIVATE;
import static chappe.bot.ChatType.SUPERGROUP;
import static chappe.bot.Filters.chats;
import static chappe.bot.Filters.photo;
import static chappe.bot.Filters.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.bot.Context;
import chappe.bot.Filters;
import chappe.bot.Handler;
import chappe.bot.Middleware;
import chappe.bot.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutersTest {
  private static final String GROUP =
      "\"chat\":{\"id\":-100,\"type\":\"supergroup\",\"title\":\"G\"}";

  private final List<String> said = new ArrayList<>();

  @Test
  void aRouteWhoseFilterSaysNoIsPassedOver() throws Exception {
    var bot =
        OneBot.with(
            on -> {
              on.command("who", "asks", says("group")).when(chats(SUPERGROUP));
              on.command("who", "asks", says("else")).hidden();
              on.text(Pattern.compile("a"), says("private a")).when(chats(PRIVATE));
              on.text(Pattern.compile("a"), says("any a"));
              on.message(photo().and(words(Pattern.compile("cat"))), says("a cat"));
              on.message(photo().or(Filters.has("video")), says("a picture"));
              on.newMembers(says("welcome"));
              on.leftMember(says("farewell"));
              on.fallback(says("something")).when(chats(PRIVATE).negate());
              on.any(says("any"));
            });

    bot.handle(Updates.of("message", GROUP + ",\"text\":\"/who\""));
    bot.handle(Updates.text("/who"));
    bot.handle(Updates.text("a"));
    bot.handle(Updates.of("message", GROUP + ",\"text\":\"a\""));
    bot.handle(Updates.of("message", "\"photo\":[],\"caption\":\"my cat\""));
    bot.handle(Updates.of("message", "\"video\":{}"));
    bot.handle(Updates.of("message", GROUP + ",\"new_chat_members\":[]"));
    bot.handle(Updates.of("message", GROUP + ",\"left_chat_member\":{}"));
    bot.handle(Updates.of("message", GROUP + ",\"text\":\"b\""));
    bot.handle(Updates.text("b"));

    assertThat(said)
        .containsExactly(
            "group",
            "else",
            "private a",
            "any a",
            "a cat",
            "a picture",
            "welcome",
            "farewell",
            "something",
            "any");
  }

  @Test
  void filtersAskForEverythingAnUpdateSays() throws Exception {
    var bot =
        OneBot.with(
            on -> {
              on.message(Filters.chatIds(-7L).and(Filters.fromBot()), says("bot"));
              on.message(Filters.from(8L).and(Filters.album()), says("album of 8"));
              on.message(Filters.reply().and(Filters.forwarded()), says("both"));
              on.message(Filters.media().and(Filters.document().negate()), says("media"));
            });

    bot.handle(Updates.of("message", "\"chat\":{\"id\":-7},\"from\":{\"id\":9,\"is_bot\":true}"));
    bot.handle(Updates.of("message", "\"from\":{\"id\":8},\"media_group_id\":\"m\""));
    bot.handle(Updates.of("message", "\"reply_to_message\":{},\"forward_origin\":{}"));
    bot.handle(Updates.of("message", "\"voice\":{}"));
    bot.handle(Updates.of("message", "\"animation\":{},\"document\":{}"));

    assertThat(said).containsExactly("bot", "album of 8", "both", "media");
  }

  @ParameterizedTest
  @CsvSource({
    "edited_message, edited",
    "channel_post, channelPost",
    "message_reaction, reaction",
    "poll, poll",
    "poll_answer, pollAnswer",
    "my_chat_member, myMember",
    "chat_member, member",
    "chat_join_request, joinRequest",
    "chat_boost, boost",
    "kind_of_tomorrow, tomorrow",
    "kind_of_next_week, any"
  })
  void eachKindHasARouteOfItsOwn(String kind, String expected) throws Exception {
    var bot =
        OneBot.with(
            on -> {
              on.edited(says("edited"));
              on.channelPost(says("channelPost"));
              on.reaction(says("reaction"));
              on.poll(says("poll"));
              on.pollAnswer(says("pollAnswer"));
              on.myMember(says("myMember"));
              on.member(says("member"));
              on.joinRequest(says("joinRequest"));
              on.kind("chat_boost", says("boost"));
              on.kind("kind_of_tomorrow", says("tomorrow"));
              on.any(says("any"));
            });

    bot.handle(Updates.of(kind, GROUP));

    assertThat(said).containsExactly(expected);
  }

  @Test
  void aButtonsDataFindTheFirstFormThatFits() throws Exception {
    var bot =
        OneBot.with(
            on -> {
              on.callback("done", says("done"));
              on.callback(
                  "page:{shop}:{number:number}",
                  it -> said.add(it.parameters().text("shop") + it.parameters().number("number")));
              on.callback("set:{on:flag}", it -> said.add("" + it.parameters().flag("on")));
              on.callback("{prefix}!", it -> said.add("!" + it.parameters().text("prefix")));
              on.callback("page:{rest}", it -> said.add("rest " + it.parameters().text("rest")));
              on.callback(it -> said.add("other " + it.data()));
            });

    for (String data :
        List.of(
            "done",
            "page:a:b:-12",
            "page:a:",
            "set:true",
            "set:maybe",
            "page!",
            "page:1!",
            "page:",
            "done:1",
            "")) {
      bot.handle(Updates.of("callback_query", "\"id\":\"1\",\"data\":\"" + data + "\""));
    }

    assertThat(said)
        .containsExactly(
            "done",
            "a:b-12",
            "rest a:",
            "true",
            "other set:maybe",
            "!page",
            "!page:1",
            "other page:",
            "other done:1",
            "other ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a:{", "a:}", "a:{1}", "a:{b:date}", "{a}{a}", "{}", "{A}"})
  void aBadFormOfDataIsRefused(String pattern) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CallbackPattern(pattern))
        .withMessageContaining("pattern");
  }

  @Test
  void aPlaceThatIsNotThereOrOfAnotherTypeIsNamed() {
    var parameters = new CallbackPattern("a:{b}").match("a:x").orElseThrow();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> parameters.text("c"))
        .withMessage("the route's pattern has no place 'c', only [b]");
    assertThatIllegalArgumentException().isThrownBy(() -> parameters.number("b"));
    assertThatIllegalArgumentException().isThrownBy(() -> parameters.flag("b"));
  }

  @Test
  void theOuterRoutersMiddlewaresRunFirst() throws Exception {
    var bot =
        OneBot.with(
            on -> {
              on.router(
                  part -> {
                    part.command("a", "b", says("handler")).with(named("route"));
                    part.with(named("inner 1"));
                    part.with(named("inner 2"));
                  });
              on.with(named("outer"));
              on.command("c", "d", says("other"));
            });

    bot.handle(Updates.text("/a"));
    bot.handle(Updates.text("/c"));

    assertThat(said)
        .containsExactly("outer", "inner 1", "inner 2", "route", "handler", "outer", "other");
  }

  @Test
  void aRoutersFilterHoldsForAllItsRoutes() throws Exception {
    var bot =
        OneBot.with(
            on -> {
              on.router(part -> part.when(chats(PRIVATE)).command("a", "b", says("private")));
              on.command("a", "b", says("else")).hidden();
            });

    bot.handle(Updates.text("/a"));
    bot.handle(Updates.of("message", GROUP + ",\"text\":\"/a\""));

    assertThat(said).containsExactly("private", "else");
  }

  @Test
  void theNearestErrorHandlerAnswersAndWhatWasSentAndRememberedBeforeIsDropped() throws Exception {
    var bot =
        OneBot.with(
            on -> {
              on.onError((context, _) -> context.reply("outer"));
              on.router(
                  part -> {
                    part.onError(
                        (context, error) -> {
                          context.session().put("error", error.getClass().getSimpleName());
                          context.reply("inner " + context.attempt());
                        });
                    part.text(RoutersTest::fails);
                  });
              on.any(RoutersTest::fails);
            });

    assertThat(bot.handle(Updates.text("x")).texts()).containsExactly("inner 1");
    assertThat(new String(bot.sessions.get(""), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("{\"error\":\"UnsupportedOperationException\"}");
    assertThat(bot.handle(Updates.of("edited_message", GROUP)).texts()).containsExactly("outer");
  }

  @Test
  void anErrorHandlerThatThrowsHandsOutwardsAndAtLastItIsAFailure() throws Exception {
    var bot =
        OneBot.with(
            on -> {
              on.onError(
                  (context, error) -> {
                    said.add("outer " + error.getMessage());
                    throw error;
                  });
              on.router(
                  part -> {
                    part.onError(
                        (_, error) -> {
                          said.add("inner " + error.getMessage());
                          throw new IllegalStateException("second");
                        });
                    part.text(RoutersTest::fails);
                  });
            });

    assertThatThrownBy(() -> bot.handle(Updates.text("x")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(said).containsExactly("inner first", "outer second");
    assertThat(bot.sessions).isEmpty();
  }

  @Test
  void aStopIsNoFailure() {
    var bot =
        OneBot.with(
            on -> {
              on.onError((_, _) -> said.add("error"));
              on.text(
                  _ -> {
                    throw new InterruptedException();
                  });
            });

    assertThatThrownBy(() -> bot.handle(Updates.text("x")))
        .isInstanceOf(InterruptedException.class);
    assertThat(said).isEmpty();
  }

  @Test
  void aBotWithoutHelpGetsOneThatListsWhatIsNotHidden() throws Exception {
    var bot =
        OneBot.with(
            on -> {
              on.command("a", "does this", says("a"));
              on.command("b", "does that", says("b")).hidden();
            });

    assertThat(bot.handle(Updates.text("/help")).texts())
        .containsExactly("/a - does this\n/help - list the commands");
  }

  @Test
  void whatTheRoutesNeedOfTelegramIsKnown() {
    assertThat(wanted(on -> on.command("a", "b", says("")))).containsExactly("message");
    assertThat(wanted(on -> on.callback("a", says("")))).containsExactly("callback_query");
    assertThat(
            wanted(
                on -> {
                  on.poll(says(""));
                  on.kind("tomorrow", says(""));
                }))
        .containsExactly("poll", "tomorrow");
    assertThat(wanted(on -> on.any(says("")))).hasSize(27).contains("chat_member");
  }

  private static List<String> wanted(Consumer<Routes> registration) {
    var table = new RouteTable();
    registration.accept(table.root());
    table.fix();
    return table.wantedKinds();
  }

  private static void fails(Context context) {
    context.reply("lost");
    context.session().put("lost", true);
    throw new UnsupportedOperationException("first");
  }

  private Handler says(String word) {
    return _ -> said.add(word);
  }

  private Middleware named(String name) {
    return (_, next) -> {
      said.add(name);
      next.run();
    };
  }
}
