// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.bot.Bot;
import chappe.common.lifecycle.CannotStart;
import chappe.common.metrics.Metrics;
import chappe.dispatcher.calls.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BotsTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
  private static final Offers OFFERS =
      new MemoryWorld().offers(CLOCK, new Patience(() -> 0, _ -> {}), new Metrics("dispatcher"));

  @TempDir Path folder;
  private TestJar jar = new TestJar(Path.of(""));

  @BeforeEach
  void emptyJar() {
    jar = new TestJar(folder);
  }

  @Test
  void aJarsBotIsLoadedByALoaderOfItsOwn() throws Exception {
    var path = jar.service("author.Shop").source("Shop", bot("\"shop\"", "")).write();

    try (var bots = Bots.in(path)) {
      var bot = bots.all().getFirst();
      assertThat(bot.name()).isEqualTo("shop");
      assertThat(bot.getClass().getClassLoader()).isNotSameAs(Bot.class.getClassLoader());
      assertThat(bot.getClass().getClassLoader().loadClass("chappe.bot.Bot")).isSameAs(Bot.class);
      assertThat(start(bots)).containsOnlyKeys("shop");
    }
  }

  @Test
  void aBotSeesOnlyTheAuthorsApiOfTheLine() throws Exception {
    var path = jar.service("author.Shop").source("Shop", bot("\"shop\"", "")).write();

    try (var bots = Bots.in(path)) {
      var loader = bots.all().getFirst().getClass().getClassLoader();
      assertThat(loader.loadClass("com.pengrad.telegrambot.request.SendMessage")).isNotNull();
      assertThat(loader.loadClass("org.slf4j.Logger")).isNotNull();
      for (String hidden :
          List.of("org.apache.kafka.common.record.Record", "chappe.dispatcher.Dispatcher")) {
        assertThatThrownBy(() -> loader.loadClass(hidden))
            .isInstanceOf(ClassNotFoundException.class);
      }
    }
  }

  @Test
  void theJarMayChangeWhileItsBotRuns() throws Exception {
    var path =
        jar.service("author.Shop")
            .source("Shop", bot("new Object() { String n() { return \"shop\"; } }.n()", ""))
            .write();

    try (var bots = Bots.in(path)) {
      Files.writeString(path, "overwritten");
      assertThat(start(bots)).containsOnlyKeys("shop");
    }
  }

  @Test
  void whatIsNoJarStopsWithOneLine() throws IOException {
    var text = Files.writeString(folder.resolve("text.jar"), "no jar");

    assertStops(folder.resolve("missing.jar"), "there is no such file");
    assertStops(text, "cannot be read as a jar");
    assertStops(jar.source("Shop", bot("\"shop\"", "")).write(), "no bot in");
  }

  @Test
  void eachJarOfAFolderHasALoaderOfItsOwn() throws Exception {
    var many = Files.createDirectory(folder.resolve("many"));
    assertStops(many, "there is no jar");
    Files.writeString(many.resolve("notes.txt"), "not looked at");
    for (String name : List.of("shop", "help")) {
      var written = jar.service("author.Shop").source("Shop", bot("\"" + name + "\"", "")).write();
      Files.move(written, many.resolve(name + ".jar"));
    }

    try (var bots = Bots.in(many)) {
      assertThat(start(bots)).containsOnlyKeys("shop", "help");
      assertThat(bots.all())
          .extracting(it -> it.getClass().getClassLoader())
          .doesNotHaveDuplicates();
    }
    Files.writeString(many.resolve("broken.jar"), "no jar");
    assertThatThrownBy(() -> Bots.in(many))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("broken.jar");
  }

  @Test
  void aBotThatCannotBeLoadedStopsWithOneLine() throws IOException {
    assertStops(new TestJar(folder).service("author.Missing").write(), "author.Missing not found");
    assertStops(
        new TestJar(folder)
            .service("author.Shop")
            .source("Shop", "package author; public class Shop {}")
            .write(),
        "not a subtype");
    assertStops(
        new TestJar(folder)
            .service("author.Shop")
            .source(
                "Shop",
                bot("\"shop\"", "public Shop() { throw new IllegalStateException(\"no luck\"); }"))
            .write(),
        "no luck");
  }

  @Test
  void aBotThatDoesNotStartStopsWithOneLine() {
    assertDoesNotStart(on -> on.command("No", "b", _ -> {}), "'No'");
    assertDoesNotStart(named("a:b"), "'a:b'");
    assertDoesNotStart(named(""), "''");
    assertThatThrownBy(() -> start(List.of(named("a"), named("a"))))
        .isInstanceOf(CannotStart.class)
        .hasMessage("two bots are called 'a'");
  }

  private static void assertDoesNotStart(Bot bot, String reason) {
    assertThatThrownBy(() -> start(List.of(bot)))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("does not start")
        .hasMessageContaining(reason);
  }

  private static void assertStops(Path path, String reason) {
    assertThatThrownBy(() -> Bots.in(path).close())
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining(path.toString())
        .hasMessageContaining(reason)
        .message()
        .doesNotContain("\n");
  }

  private static Map<String, RunningBot> start(Bots bots) {
    return start(bots.all());
  }

  private static Map<String, RunningBot> start(List<Bot> bots) {
    return RunningBot.start(bots, OFFERS, _ -> () -> "");
  }

  private static Bot named(String name) {
    return new Bot() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void configure(chappe.bot.Routes on) {}
    };
  }

  private static String bot(String name, String more) {
    return """
    package author;
    public final class Shop implements chappe.bot.Bot {
      %s
      public String name() { return %s; }
      public void configure(chappe.bot.Routes on) { on.any(context -> context.reply("hi")); }
    }
    """
        .formatted(more, name);
  }
}
