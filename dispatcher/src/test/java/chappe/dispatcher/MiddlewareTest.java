// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import chappe.bot.Middleware;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MiddlewareTest {
  private final List<String> order = new ArrayList<>();

  @Test
  void theFirstAddedIsTheOutermost() throws Exception {
    var bot =
        OneBot.with(
            on ->
                on.command("a", "b", _ -> order.add("handler"))
                    .with(named("first"))
                    .with(named("second")));

    bot.handle(Updates.text("/a"));

    assertThat(order)
        .containsExactly("first in", "second in", "handler", "second out", "first out");
  }

  @Test
  void oneThatDoesNotGoOnRefuses() throws Exception {
    var bot =
        OneBot.with(
            on ->
                on.text(context -> context.reply("handled"))
                    .with((context, _) -> context.reply("refused")));

    assertThat(bot.handle(Updates.text("x")).texts()).containsExactly("refused");
  }

  @Test
  void goingOnTwiceIsAnError() {
    var bot =
        OneBot.with(
            on ->
                on.command("a", "b", _ -> order.add("handler"))
                    .with(named("first"))
                    .with(
                        (_, next) -> {
                          next.run();
                          next.run();
                        }));

    assertThatIllegalStateException()
        .isThrownBy(() -> bot.handle(Updates.text("/a")))
        .withMessage("middleware 2 of the route 'a' went on twice");
    assertThat(order).containsExactly("first in", "handler");
  }

  @Test
  void eachUpdateHasAWayOfItsOwn() throws Exception {
    var bot = OneBot.with(on -> on.text(_ -> order.add("handler")).with(named("only")));

    bot.handle(Updates.text("x"));
    bot.handle(Updates.text("y"));

    assertThat(order).hasSize(6);
  }

  private Middleware named(String name) {
    return (_, next) -> {
      order.add(name + " in");
      next.run();
      order.add(name + " out");
    };
  }
}
