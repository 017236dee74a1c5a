// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chappe.bot.InitData;
import chappe.bot.Kind;
import chappe.common.json.Json;
import chappe.common.settings.Secret;
import chappe.simulator.chat.Outcome;
import chappe.simulator.chat.Upload;
import chappe.simulator.ledger.Call;
import chappe.simulator.ledger.CallFilter;
import chappe.simulator.people.Person;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every command, button and route of the demo bot as people use it: at the simulator, over all
/// stations.
class DemoBotLineIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final long GROUP = -1_000_000_000_007L;
  private static final AtomicLong PEOPLE = new AtomicLong(70_000);

  private static HttpServer shop;
  private static WholeLine line;

  @BeforeAll
  static void open() throws IOException {
    shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    shop.createContext(
        "/prices/",
        exchange -> {
          boolean sold = exchange.getRequestURI().getPath().endsWith("/tea");
          byte[] body = "{\"item\":\"tea\",\"cents\":250}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(sold ? 200 : 404, sold ? body.length : -1);
          if (sold) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    shop.start();
    line =
        new WholeLine(Map.of("DEMO_SHOP_URL", "http://127.0.0.1:" + shop.getAddress().getPort()));
    line.connect(Kind.ALL);
  }

  @AfterAll
  static void close() {
    line.close();
    shop.stop(0);
  }

  /// What one person says, and what is answered: the beginnings of all messages, in order.
  @Test
  void everyCommandIsAnswered() {
    Map<List<String>, List<String>> talks = new LinkedHashMap<>();
    talks.put(List.of("/start", "/me"), List.of("Hello, ", "You are "));
    talks.put(List.of("/start rate_limit"), List.of("You have searched more than 30 times"));
    talks.put(List.of("/help"), List.of("/start - say hello\n"));
    talks.put(List.of("/echo two  words", "/echo"), List.of("two  words", "Usage: /echo TEXT"));
    talks.put(List.of("/count", "/count"), List.of("1", "2"));
    talks.put(List.of("/slow 10 late"), List.of("late"));
    talks.put(
        List.of("/order", "small", "/back", "/cancel"),
        List.of("Which size", "What goes on your small", "Which size", "❌ Cancelled."));
    talks.put(List.of("/form", "no"), List.of("What is your e-mail", "⚠️ That is no e-mail"));
    talks.put(
        List.of("/start", "/language de", "/admin"),
        List.of("Hello, ", "Ab jetzt sprechen wir Deutsch", "⛔ Das dürfen nur Admins"));
    talks.put(List.of("/motto carpe", "/forgetme"), List.of("carpe", "I am forgetting you."));
    talks.put(List.of("/cart", "/cart a tea"), List.of("Your cart is empty.", "a tea"));
    talks.put(List.of("/leaflet news"), List.of("news"));
    talks.put(List.of("/receipt paid"), List.of("paid"));
    talks.put(List.of("/page"), List.of("A line of thirty", "A line of thirty"));
    talks.put(List.of("/keys", "/nokeys"), List.of("Here you are.", "Gone."));
    talks.put(List.of("/price tea", "/price gold"), List.of("tea: 250", "Nobody sells that."));
    talks.put(
        List.of("/app " + initData(), "/app x=y"),
        List.of("The app was opened by Ada.", "That is not from Telegram."));
    talks.put(List.of("/member", "/figures"), List.of("In this chat you are: ", "I have echoed "));
    talks.put(
        List.of("/dice", "/dice", "/dice", "/dice", "/dice", "/echo on"),
        List.of("🎲", "🎲", "🎲", "⏳ Too many requests", "on"));
    talks.put(
        List.of("/lucky", "/lucky", "/lucky", "/lucky"),
        List.of("You are", "You are", "You are", "Somebody else was"));
    talks.put(
        List.of("/members", "/start", "/members"),
        List.of("⚠️ Please register", "Hello, ", "Hello again."));
    talks.put(List.of("/here"), List.of("This command works only in: group, supergroup"));
    talks.put(List.of("/twice"), List.of("It works."));
    talks.put(List.of("/unknown", "what?"), List.of("I do not know", "I do not know"));
    talks.put(List.of("/again"), List.of("Reply to a file with it."));

    Map<Person, List<String>> expected = new LinkedHashMap<>();
    talks.forEach(
        (said, answers) -> {
          var person = somebody();
          said.forEach(person::says);
          expected.put(person, answers);
        });
    expected.forEach(DemoBotLineIT::hears);
  }

  @Test
  void buttonsMeanWhatTheyWereGiven() {
    var ada = somebody();
    ada.says("/buttons");
    ada.pressesButton(latest(ada, 1), "Two");
    hears(ada, List.of("Pick one:", "2: a long story, a long story,"));
    ada.presses(latest(ada, 1), "nothing-known");

    ada.says("/menu");
    hears(ada, List.of("Pick one:", "2: a long", "Which tea?"));
    int menu = latest(ada, 3);
    ada.pressesButton(menu, "›");
    await().atMost(SOON).until(() -> message(ada, menu).toString().contains("Tea no. 5"));
    ada.pressesButton(menu, "Tea no. 6");
    await()
        .atMost(SOON)
        .until(() -> message(ada, menu).path("text").asText().equals("Tea no. 6 it is. 🍵"));
    await()
        .atMost(SOON)
        .until(
            () ->
                line.simulator.calls(CallFilter.method("answerCallbackQuery")).stream()
                    .map(Call::text)
                    .toList()
                    .containsAll(
                        List.of(
                            "You picked 2",
                            "This button means nothing any more.",
                            "A good choice")));
  }

  @Test
  void workIsShownBeforeItIsDone() {
    var ada = somebody();
    ada.says("/buttons");
    ada.pressesButton(latest(ada, 1), "Work");

    hears(ada, List.of("Pick one:", "Work is done."));
    assertThat(calls("sendChatAction", ada)).isNotEmpty();
    assertThat(calls("editMessageText", ada))
        .extracting(Call::text)
        .containsExactly("Working: step 1 of 2", "Working: step 2 of 2");
  }

  @Test
  void mediaArrive() {
    var ada = somebody();
    ada.says("/picture");
    ada.says("/picture https://example.org/a.png");
    ada.says("/file text");
    ada.says("/album");
    var sent =
        ada.sendsFile("document", new Upload("a.txt", "text/plain", new byte[] {1}), Json.object());
    answering(ada, "/again", sent);
    answering(ada, "/size", sent);

    hears(ada, List.of("I do not know", "It has 1 bytes."));
    assertThat(calls("sendPhoto", ada)).hasSize(2).allMatch(Call::ok);
    await().atMost(SOON).until(() -> calls("sendDocument", ada).size() == 2);
    assertThat(calls("sendDocument", ada)).allMatch(Call::ok);
    assertThat(calls("sendMediaGroup", ada)).singleElement().matches(Call::ok);
  }

  @Test
  void aMessageIsNumberedOnceItWasSent() {
    var ada = somebody();
    ada.says("/post news");

    await().atMost(SOON).until(() -> !calls("editMessageText", ada).isEmpty());
    assertThat(calls("editMessageText", ada).getFirst().text()).matches("news \\(message \\d+\\)");
  }

  @Test
  void everyKindOfUpdateHasItsRoute() {
    var ada = somebody().in(GROUP);
    ada.leaves();
    ada.joins();
    ada.says("/here");
    ada.sends(Json.object().set("photo", Json.array()));
    ada.reacts(ada.says("quiet").messageId(), List.of("👍"));
    ada.edits(ada.says("I thought so").messageId(), "I think so");
    line.simulator.update(
        WholeLine.TOKEN,
        "{\"channel_post\":{\"message_id\":1,\"date\":1795000000,\"text\":\"News!\","
            + "\"chat\":{\"id\":-1000000000009,\"type\":\"channel\",\"title\":\"News\"}}}");
    somebody().in(GROUP).asksToJoin("please");

    // Telegram keeps kinds apart: only messages of a chat come in their order.
    await().atMost(SOON).until(() -> answers(GROUP).size() >= 7);
    assertThat(answers(GROUP))
        .containsExactlyInAnyOrder(
            "Farewell.",
            "Welcome!",
            "Hello, everybody.",
            "A picture!",
            "I saw that.",
            "I saw that you have changed your mind.",
            // Who asked to join was let in.
            "Welcome!");
    await().atMost(SOON).until(() -> !answers(-1_000_000_000_009L).isEmpty());
    assertThat(answers(-1_000_000_000_009L)).containsExactly("A fine post.");
    await()
        .atMost(SOON)
        .until(() -> !line.simulator.calls(CallFilter.method("approveChatJoinRequest")).isEmpty());
  }

  @Test
  void aVoteIsThankedFor() {
    var ada = somebody();
    ada.says("/poll");
    await().atMost(SOON).until(() -> !calls("sendPoll", ada).isEmpty());

    ada.votes(calls("sendPoll", ada).getFirst().result().path("message_id").asInt(), List.of(0));
    hears(ada, List.of("Thank you for voting."));
  }

  @Test
  void aSearchIsDealtOutInPagesAndLimited() {
    var ada = somebody();
    var first = found(ada.asks("tea", ""));
    assertThat(first.path("results")).hasSize(10);
    var second = found(ada.asks("tea", first.path("next_offset").asText()));
    assertThat(second.path("results").path(0).path("title").asText()).isEqualTo("TEA 11");
    assertThat(found(ada.asks(" ", "")).path("results")).isEmpty();

    // Half a query a second is allowed again meanwhile.
    assertThat(IntStream.range(0, 60).mapToObj(it -> ada.asks("tea " + it, "")).toList())
        .anyMatch(
            it -> found(it).path("button").path("text").asText().equals("⚠️ Rate limit exceeded"));
  }

  @Test
  void whatIsOfNoUseDoesNoHarm() {
    var ada = somebody();
    for (String kind : Kind.ALL) {
      line.post(
          "{\"update_id\":%d,\"%s\":{\"new\":{\"type\":\"unknown\"},\"chat\":{\"id\":%d}}}"
              .formatted(990_000 + Kind.ALL.indexOf(kind), kind, ada.chat()));
    }
    line.post("{\"update_id\":990100,\"tomorrow\":{\"from\":{\"id\":%d}}}".formatted(ada.user()));
    line.post("{\"update_id\":990101}");
    line.post("{\"update_id\":990102,\"message\":{\"chat\":{\"id\":\"x\"},\"text\":7}}");
    ada.says("/echo still there");

    await().atMost(SOON).until(() -> answers(ada.chat()).contains("still there"));
  }

  private static Person somebody() {
    return line.simulator.person(WholeLine.TOKEN, PEOPLE.incrementAndGet());
  }

  private static void answering(Person person, String text, Outcome message) {
    person.sends(Json.object().put("text", text).set("reply_to_message", message.message()));
  }

  private static void hears(Person person, List<String> beginnings) {
    await().atMost(SOON).until(() -> answers(person.chat()).size() >= beginnings.size());
    var answers = answers(person.chat());
    assertThat(answers).hasSameSizeAs(beginnings);
    for (int i = 0; i < beginnings.size(); i++) {
      assertThat(answers.get(i)).startsWith(beginnings.get(i));
    }
  }

  private static List<String> answers(long chat) {
    return line.simulator.calls(CallFilter.method("sendMessage").chat(chat)).stream()
        .map(Call::text)
        .toList();
  }

  private static List<Call> calls(String method, Person person) {
    return line.simulator.calls(CallFilter.method(method).chat(person.chat()));
  }

  /// The number of the n-th message of the bot in a chat, once it is there.
  private static int latest(Person person, int number) {
    await().atMost(SOON).until(() -> calls("sendMessage", person).size() >= number);
    return calls("sendMessage", person).get(number - 1).result().path("message_id").asInt();
  }

  private static JsonNode message(Person person, int number) {
    return line.simulator.messages(WholeLine.TOKEN, person.chat()).stream()
        .filter(it -> it.path("message_id").asInt() == number)
        .findFirst()
        .orElseThrow();
  }

  /// The bot's answer to an inline query.
  private static JsonNode found(Outcome asked) {
    var query = asked.message().path("id").asText();
    await().atMost(SOON).until(() -> answer(query).isPresent());
    var call = answer(query).orElseThrow();
    return Json.object()
        .put("next_offset", call.parameter("next_offset"))
        .<ObjectNode>set("results", parsed(call, "results"))
        .set("button", parsed(call, "button"));
  }

  private static JsonNode parsed(Call call, String parameter) {
    var text = call.parameter(parameter);
    return text.isEmpty() ? Json.object() : Json.tree(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<Call> answer(String query) {
    return line.simulator.calls(CallFilter.method("answerInlineQuery")).stream()
        .filter(it -> it.parameter("inline_query_id").equals(query))
        .findFirst();
  }

  private static String initData() {
    return InitData.signed(
        Map.of(
            "auth_date",
            Long.toString(Instant.now().getEpochSecond()),
            "user",
            "{\"id\":5,\"first_name\":\"Ada\"}"),
        Secret.of(WholeLine.TOKEN));
  }
}
