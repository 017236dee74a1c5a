// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import chappe.bot.Handler;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
  private static final Handler NOTHING = _ -> {};

  private final RouteTable routes = new RouteTable();

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

    var taken = routes.take(read(Updates.text("a12")), () -> "").orElseThrow();

    assertThat(taken.found().orElseThrow().group(1)).isEqualTo("12");
    assertThat(taken.route().label()).isEqualTo("text:(\\d+)");
  }

  @Test
  void theUsernameIsAskedForOnlyWhereItMatters() {
    routes.command("help", "helps", NOTHING);

    assertThatCode(
            () ->
                routes.take(
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
    routes.command("help", "helps", NOTHING);
    routes.text(Pattern.compile("a"), NOTHING);
    routes.text(NOTHING);
    routes.fallback(NOTHING);
    routes.any(NOTHING);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> routes.command("help", "helps", NOTHING))
        .withMessage("the command /help is registered twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> routes.text(Pattern.compile("a"), NOTHING));
    assertThatIllegalArgumentException().isThrownBy(() -> routes.text(NOTHING));
    assertThatIllegalArgumentException().isThrownBy(() -> routes.fallback(NOTHING));
    assertThatIllegalArgumentException().isThrownBy(() -> routes.any(NOTHING));
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
    routes.fix();

    assertThatIllegalStateException().isThrownBy(() -> routes.any(NOTHING));
    assertThatIllegalStateException().isThrownBy(() -> routes.command("a", "b", NOTHING));
    assertThatIllegalStateException().isThrownBy(() -> route.with((_, next) -> next.run()));
    assertThatIllegalStateException().isThrownBy(() -> route.usage("TEXT"));
  }

  @Test
  void helpListsTheCommandsInTheirOrder() {
    routes.command("slow", "answers late", NOTHING).usage("MS TEXT");
    routes.command("help", "lists commands", NOTHING);

    assertThat(routes.help()).isEqualTo("/slow MS TEXT - answers late\n/help - lists commands");
  }

  private String taker(String update) {
    return routes
        .take(read(update), () -> "demo_bot")
        .map(it -> it.route().label())
        .orElse("nobody");
  }

  private static IncomingUpdate read(String update) {
    return IncomingUpdate.read(Updates.bytes(update));
  }
}
