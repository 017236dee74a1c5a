// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.bot.Arguments;
import chappe.bot.Bot;
import chappe.bot.CommandRoute;
import chappe.bot.Context;
import chappe.bot.Outgoing;
import chappe.bot.Routes;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The README says what the author's API is.
class ReadmeTest {
  private static final Path README = Path.of("README.md");

  @Test
  void itsBotCompilesAndAnswers(@TempDir Path folder) throws Exception {
    var source = Files.readString(README).replaceFirst("(?s).*?```java\n(.*?)```.*", "$1");
    var jar = new TestJar(folder).service("example.GreetingBot").source("GreetingBot", source);

    try (var bots = Bots.in(jar.write())) {
      var bot = new OneBot(bots.all().getFirst());
      assertThat(bot.handle(Updates.text("/start")).texts()).containsExactly("Hello, Ada");
      assertThat(bot.handle(Updates.text("hm")).texts()).containsExactly("You said: hm");
      assertThat(bot.handle(Updates.text("/help")).texts())
          .containsExactly("/start - say hello\n/help - list the commands");
    }
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Arguments.class,
        Bot.class,
        CommandRoute.class,
        Context.class,
        Outgoing.class,
        Routes.class
      })
  void itsTableNamesEveryMethod(Class<?> type) throws Exception {
    var readme = Files.readString(README);

    assertThat(Stream.of(type.getDeclaredMethods()).filter(ReadmeTest::isOffered))
        .allSatisfy(it -> assertThat(readme).containsPattern("`" + it.getName() + "\\("));
  }

  private static boolean isOffered(Method method) {
    return Modifier.isPublic(method.getModifiers())
        && !Modifier.isStatic(method.getModifiers())
        && !method.isSynthetic();
  }
}
