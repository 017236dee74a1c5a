// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static chappe.bot.Middlewares.cached;
import static chappe.bot.Middlewares.pages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.bot.InlineSearch;
import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.pengrad.telegrambot.model.request.InlineQueryResultArticle;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InlineTest {
  private static final Duration MINUTES = Duration.ofMinutes(5);

  private final List<String> searches = new ArrayList<>();

  @Test
  void whatIsFoundIsAnsweredOnTheUrgentLane() throws Exception {
    var bot = OneBot.with(on -> on.inline(finds(2)));

    var sent = bot.handle("demo:42", query(" tea ", "")).only();

    assertThat(sent.command().method()).isEqualTo("answerInlineQuery");
    assertThat(sent.topic().topicName()).isEqualTo("chappe.outbound.urgent");
    assertThat(sent.command().expiresAt()).isEqualTo(OneBot.RECEIVED.plusSeconds(10));
    assertThat(sent.command().params().path("inline_query_id").asText()).isEqualTo("q");
    assertThat(sent.command().params().path("is_personal").asBoolean()).isTrue();
    assertThat(sent.command().params().path("next_offset").asText()).isEmpty();
    assertThat(ids(sent.command().params())).containsExactly("0", "1");
    assertThat(searches).containsExactly("tea");
  }

  @Test
  void anEmptyQueryIsNotSearchedFor() throws Exception {
    var bot = OneBot.with(on -> on.inline(finds(2)));

    var answer = bot.handle("demo:42", query("  ", "")).only().command().params();

    assertThat(ids(answer)).isEmpty();
    assertThat(searches).isEmpty();
  }

  @Test
  void pagesAreDealtOutWithoutAnotherSearchAlsoByAnotherInstance() throws Exception {
    var first = OneBot.with(on -> on.inline(finds(25)).with(pages(10)));

    var one = first.handle("demo:42", query("tea", "")).only().command().params();
    assertThat(ids(one)).hasSize(10).startsWith("0");
    assertThat(one.path("cache_time").asInt()).isEqualTo(10);
    var offset = one.path("next_offset").asText();
    assertThat(offset.length()).isBetween(1, 64);

    var second = OneBot.with(on -> on.inline(finds(25)).with(pages(10)));
    second.keep = first.keep;
    var two = second.restarted().handle("demo:42", query("tea", offset)).only().command().params();
    assertThat(ids(two)).hasSize(10).startsWith("10");
    var three =
        second
            .restarted()
            .handle("demo:42", query("tea", two.path("next_offset").asText()))
            .only()
            .command()
            .params();
    assertThat(ids(three)).containsExactly("20", "21", "22", "23", "24");
    assertThat(three.path("next_offset").asText()).isEmpty();
    assertThat(searches).hasSize(1);
  }

  @Test
  void aPageThatIsKeptNoMoreIsSearchedForAgain() throws Exception {
    var first = OneBot.with(on -> on.inline(finds(12)).with(pages(10)));
    var offset =
        first
            .handle("demo:42", query("tea", ""))
            .only()
            .command()
            .params()
            .path("next_offset")
            .asText();

    var other = OneBot.with(on -> on.inline(finds(12)).with(pages(10)));
    assertThat(ids(other.handle("demo:42", query("tea", offset)).only().command().params()))
        .containsExactly("10", "11");
    assertThat(searches).hasSize(2);
  }

  @Test
  void anOffsetOfAnotherQueryOrAForeignOneBeginsAtTheBeginning() throws Exception {
    var bot = OneBot.with(on -> on.inline(finds(12)).with(pages(10)));
    var offset =
        bot.handle("demo:42", query("tea", ""))
            .only()
            .command()
            .params()
            .path("next_offset")
            .asText();

    for (String other : List.of(offset, "10", "x:y", "a".repeat(22) + ":99999999999")) {
      assertThat(ids(bot.handle("demo:42", query("milk", other)).only().command().params()))
          .hasSize(10)
          .startsWith("0");
    }
  }

  @Test
  void whatIsCachedIsFoundOnceForEverybody() throws Exception {
    var bot = OneBot.with(on -> on.inline(finds(1)).with(cached(MINUTES)));

    var answer = bot.handle("demo:42", query("Tea", "")).only().command().params();
    bot.handle("demo:43", query("tea", ""));
    assertThat(answer.path("is_personal").asBoolean()).isFalse();
    assertThat(answer.path("cache_time").asInt()).isEqualTo(300);
    assertThat(searches).hasSize(1);
  }

  @Test
  void withoutPagesAnAnswerHasFiftyAndTheRestFollows() throws Exception {
    var bot = OneBot.with(on -> on.inline(finds(51)));

    var answer = bot.handle("demo:42", query("tea", "")).only().command().params();
    assertThat(ids(answer)).hasSize(50);
    assertThat(answer.path("next_offset").asText()).isNotEmpty();
  }

  @Test
  void aSearchThatTakesTooLongIsInterruptedForAnEmptyAnswer() throws Exception {
    var bot =
        OneBot.with(
            on ->
                on.inline(
                    _ -> {
                      new CountDownLatch(1).await();
                      return List.of();
                    }));
    bot.receivedAgo(InlineHandler.DEADLINE.minusMillis(30));

    var answer = bot.handle("demo:42", query("tea", "")).only().command().params();
    assertThat(ids(answer)).isEmpty();
    assertThat(answer.path("cache_time").asInt()).isZero();
  }

  @Test
  void aQueryThatIsTooOldIsNotSearchedFor() throws Exception {
    var bot = OneBot.with(on -> on.inline(finds(1)));
    bot.receivedAgo(Duration.ofSeconds(9));

    assertThat(ids(bot.handle("demo:42", query("tea", "")).only().command().params())).isEmpty();
    assertThat(searches).isEmpty();
  }

  @Test
  void aSearchThatFailsIsAFailure() {
    var bot =
        OneBot.with(
            on ->
                on.inline(
                    _ -> {
                      throw new IOException("away");
                    }));

    assertThatThrownBy(() -> bot.handle("demo:42", query("tea", "")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void optionsOfInlineQueriesAreForThemAlone() {
    assertThatIllegalArgumentException().isThrownBy(() -> pages(51));
    assertThatIllegalArgumentException().isThrownBy(() -> cached(Duration.ZERO));
    var routes = new RouteTable().root();
    assertThatIllegalArgumentException().isThrownBy(() -> routes.with(pages(10)));
    assertThatIllegalArgumentException().isThrownBy(() -> routes.text(_ -> {}).with(cached()));
  }

  private InlineSearch finds(int results) {
    return context -> {
      searches.add(context.query());
      return IntStream.range(0, results)
          .mapToObj(it -> new InlineQueryResultArticle("" + it, "title", "text"))
          .toList();
    };
  }

  private static List<String> ids(JsonNode answer) {
    return answer.path("results").findValuesAsText("id");
  }

  private static String query(String text, String offset) {
    var query = Json.object().put("id", "q").put("query", text).put("offset", offset);
    query.putObject("from").put("id", 42).put("first_name", "Ada");
    return Json.object().put("update_id", 1001).set("inline_query", query).toString();
  }
}
