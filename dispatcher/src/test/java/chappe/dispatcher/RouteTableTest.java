// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chappe.bot.Handler;
import chappe.bot.Routes;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
  private static final Handler NOTHING = _ -> {};

  private final RouteTable table = new RouteTable();
  private final Router routes = table.root();

  @Test
  void theMostParticularRouteTakesTheUpdate() {
    routes.any(NOTHING);
    routes.fallback(NOTHING);
    routes.text(NOTHING);
    routes.text(Pattern.compile("^order (\\d+)$"), NOTHING);
    routes.command("help", "helps", NOTHING);

    assertThat(taker(Updates.text("/help"))).isEqualTo("help");
    assertThat(taker(Updates.text("/HELP@demo_bot me"))).isEqualTo("help");
    assertThat(taker(Updates.text("order 66"))).isEqualTo("text:^order (\\d+)$");
    assertThat(taker(Updates.text("orders"))).isEqualTo("text");
    assertThat(taker(Updates.text("/unknown"))).isEqualTo("fallback");
    assertThat(taker(Updates.text("/help@other_bot"))).isEqualTo("any");
    assertThat(taker(Updates.of("message", "\"photo\":[]"))).isEqualTo("fallback");
    assertThat(taker(Updates.of("edited_message", "\"text\":\"/help\""))).isEqualTo("any");
    assertThat(taker(Updates.of("kind_of_tomorrow", "\"text\":7"))).isEqualTo("any");
    assertThat(taker("{\"update_id\":1}")).isEqualTo("any");
  }

  @Test
  void whatNoRouteTakesIsNobodys() {
    routes.command("help", "helps", NOTHING);

    assertThat(taker(Updates.text("hello"))).isEqualTo("nobody");
    assertThat(taker(Updates.text("/other"))).isEqualTo("nobody");
    assertThat(taker(Updates.of("poll", "\"id\":\"1\""))).isEqualTo("nobody");
  }

  @Test
  void theFirstPatternThatFitsWinsAndItsGroupsAreKept() {
    routes.text(Pattern.compile("(\\d+)"), NOTHING);
    routes.text(Pattern.compile("a(\\d+)"), NOTHING);

    var taken = table.take(read(Updates.text("a12")), () -> "").orElseThrow();

    assertThat(taken.found().orElseThrow().group(1)).isEqualTo("12");
    assertThat(taken.route().label()).isEqualTo("text:(\\d+)");
  }

  @Test
  void theUsernameIsAskedForOnlyWhereItMatters() {
    routes.command("help", "helps", NOTHING);

    assertThatCode(
            () ->
                table.take(
                    read(Updates.text("/help")),
                    () -> {
                      throw new AssertionError("asked");
                    }))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/help", "Help", "he lp", "hélp", "a23456789012345678901234567890123"})
  void aBadCommandNameIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> routes.command(name, "helps", NOTHING))
        .withMessageContaining("'" + name + "'");
  }

  @Test
  void whatStandsInTheWayOfAnotherIsRefused() {
    assertThat(clash(on -> on.command("help", "helps", NOTHING)))
        .isEqualTo("the command /help is registered twice");
    assertThat(clash(on -> on.text(Pattern.compile("a"), NOTHING)))
        .isEqualTo("the text 'a' is registered twice");
    assertThat(clash(on -> on.text(NOTHING))).isEqualTo("text is registered twice");
    assertThat(clash(on -> on.fallback(NOTHING))).isEqualTo("fallback is registered twice");
    assertThat(clash(on -> on.any(NOTHING))).isEqualTo("any is registered twice");
    assertThat(clash(on -> on.poll(NOTHING))).isEqualTo("poll is registered twice");
    assertThat(clash(on -> on.callback("a:{b}", NOTHING)))
        .isEqualTo("the callback 'a:{b}' is registered twice");
    assertThat(clash(on -> on.callback(NOTHING))).isEqualTo("callback is registered twice");
    assertThat(clash(on -> on.every("a", Duration.ofMinutes(1), NOTHING)))
        .isEqualTo("the job 'a' is declared twice");
  }

  private static String clash(Consumer<Routes> registration) {
    var table = new RouteTable();
    registration.accept(table.root());
    var mistake =
        catchThrowableOfType(
            IllegalArgumentException.class,
            () -> {
              registration.accept(table.root());
              table.fix();
            });
    return String.valueOf(mistake.getMessage());
  }

  @Test
  void descriptionsAndUsagesAreChecked() {
    assertThatIllegalArgumentException().isThrownBy(() -> routes.command("a", " ", NOTHING));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> routes.command("a", "x".repeat(257), NOTHING));
    var route = routes.command("a", "x".repeat(256), NOTHING);
    assertThatIllegalArgumentException().isThrownBy(() -> route.usage(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> route.usage("A\nB"));
  }

  @Test
  void nothingCanBeAddedLater() {
    var route = routes.command("help", "helps", NOTHING);
    table.fix();

    assertThatIllegalStateException().isThrownBy(() -> routes.any(NOTHING));
    assertThatIllegalStateException().isThrownBy(() -> routes.command("a", "b", NOTHING));
    assertThatIllegalStateException().isThrownBy(() -> route.with((_, next) -> next.run()));
    assertThatIllegalStateException().isThrownBy(() -> route.usage("TEXT"));
  }

  @Test
  void helpListsTheCommandsInTheirOrder() {
    routes.command("slow", "answers late", NOTHING).usage("MS TEXT");
    routes.command("help", "lists commands", NOTHING);

    assertThat(table.help()).isEqualTo("/slow MS TEXT - answers late\n/help - lists commands");
  }

  private String taker(String update) {
    return table
        .take(read(update), () -> "demo_bot")
        .map(it -> it.route().label())
        .orElse("nobody");
  }

  private static IncomingUpdate read(String update) {
    return IncomingUpdate.read(Updates.bytes(update));
  }
}
