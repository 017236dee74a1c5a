// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot.testing;

import chappe.bot.Bot;
import chappe.bot.HttpReply;
import chappe.common.json.Json;
import chappe.common.settings.Secret;
import chappe.dispatcher.MemoryLine;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A bot in a unit test. The engine is the line's own, so routes, middleware, attempts, sessions
/// and events behave as they do there, but all of it happens in memory, in the thread of the test,
/// and before the call returns.
///
/// ```java
/// var bot = BotUnderTest.of(new GreetingBot());
/// var ada = bot.person("Ada");
/// assertThat(ada.says("/start").text()).isEqualTo("Hello, Ada!");
/// ```
///
/// Time begins at [#START] and passes only where the bot pauses, where an attempt is repeated, and
/// by [#passes], which lets jobs fire. What is remembered lives as long as this object. Not
/// thread-safe.
public final class BotUnderTest {
  /// When the time begins.
  public static final Instant START = Instant.parse("2026-01-01T09:00:00Z");

  /// The token that the bot has in tests.
  public static final Secret TOKEN = MemoryLine.TOKEN;

  private static final long FIRST_PERSON = 1001;

  private final MemoryLine line;
  private final Map<String, Person> people = new LinkedHashMap<>();
  private final Map<String, Long> groups = new LinkedHashMap<>();
  private final List<Sent> sent = new ArrayList<>();
  private long updates;
  private long messages;

  private BotUnderTest(MemoryLine line) {
    this.line = line;
  }

  /// Starts a bot as the dispatcher does; at Telegram it is called `test_bot`.
  ///
  /// @throws chappe.common.lifecycle.CannotStart where it does not start, with the reason
  public static BotUnderTest of(Bot bot) {
    return of(bot, Map.of());
  }

  /// The same with settings of its own ([chappe.bot.BotServices#settings]).
  ///
  /// @param settings by their names
  /// @throws chappe.common.settings.SettingsException where one is missing or wrong
  public static BotUnderTest of(Bot bot, Map<String, String> settings) {
    return new BotUnderTest(MemoryLine.start(bot, "test_bot", START, settings));
  }

  /// A person who talks to the bot, in a private chat unless told otherwise. The same name is the
  /// same person.
  public Person person(String firstName) {
    return people.computeIfAbsent(
        firstName,
        name -> {
          long id = FIRST_PERSON + people.size();
          var user =
              Json.object()
                  .put("id", id)
                  .put("is_bot", false)
                  .put("first_name", name)
                  .put("language_code", "en");
          var chat = Json.object().put("id", id).put("type", "private").put("first_name", name);
          return new Person(this, user, chat);
        });
  }

  /// Handles any update, as Telegram would send it.
  ///
  /// @param json one update; an `update_id` is added where there is none
  /// @throws chappe.common.json.UnreadableJson where it is no JSON
  public Answers update(String json) {
    return update(Json.tree(json.getBytes(StandardCharsets.UTF_8)).deepCopy());
  }

  Answers update(JsonNode update) {
    updates++;
    if (update instanceof ObjectNode object && !object.has("update_id")) {
      object.put("update_id", updates);
    }
    return answers(line.update(Json.bytes(update)));
  }

  /// Says what one of the author's services answers; an [UncheckedIOException] is an answer that
  /// never came.
  ///
  /// ```java
  /// bot.service("shop", asked -> HttpReply.of(200, "{\"id\":7}"));
  /// ```
  ///
  /// @return this
  public BotUnderTest service(String name, Function<Asked, HttpReply> answers) {
    line.service(
        name,
        it -> {
          try {
            return answers.apply(new Asked(it.method(), it.uri(), it.headers(), it.body()));
          } catch (UncheckedIOException e) {
            throw e.getCause();
          }
        });
    return this;
  }

  /// Says what Telegram answers when the bot asks it directly.
  ///
  /// @param method such as `getChatMember`
  /// @param result the answer's `result` as JSON
  /// @return this
  public BotUnderTest telegram(String method, String result) {
    var json = Json.tree(result.getBytes(StandardCharsets.UTF_8));
    line.telegram(method, _ -> json);
    return this;
  }

  /// Puts a file where the bot can download it.
  ///
  /// @return this
  public BotUnderTest file(String fileId, byte[] content) {
    line.file(fileId, content);
    return this;
  }

  /// Lets time pass, at once; jobs whose time comes meanwhile fire, those of the bot itself too.
  ///
  /// @return what they led to, in the order in which they were due
  public Answers passes(Duration duration) {
    List<Sent> all = new ArrayList<>();
    Optional<Throwable> failure = Optional.empty();
    for (var handled : line.passes(duration)) {
      var answers = answers(handled);
      all.addAll(answers.sent());
      failure = failure.or(answers::failure);
    }
    return new Answers(all, failure);
  }

  /// The time as the bot sees it.
  public Instant now() {
    return line.clock().instant();
  }

  /// All that the bot has sent so far, in order.
  public List<Sent> sent() {
    return List.copyOf(sent);
  }

  ObjectNode group(String title) {
    long id = groups.computeIfAbsent(title, _ -> -1_000_000_000_001L - groups.size());
    return Json.object().put("id", id).put("type", "supergroup").put("title", title);
  }

  long nextMessage() {
    messages++;
    return messages;
  }

  private Answers answers(MemoryLine.Handled handled) {
    List<Sent> now =
        handled.emissions().stream()
            .filter(it -> it.topic().topicName().startsWith(Sent.OUTBOUND))
            .map(it -> Sent.of(it, nextMessage()))
            .toList();
    sent.addAll(now);
    return new Answers(now, handled.failure());
  }
}
