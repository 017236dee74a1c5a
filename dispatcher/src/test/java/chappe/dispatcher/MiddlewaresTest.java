// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static chappe.bot.ChatType.GROUP;
import static chappe.bot.ChatType.PRIVATE;
import static chappe.bot.Middlewares.adminOnly;
import static chappe.bot.Middlewares.alertAdmins;
import static chappe.bot.Middlewares.chatTypes;
import static chappe.bot.Middlewares.registeredOnly;
import static chappe.bot.Middlewares.retry;
import static chappe.bot.Middlewares.slowerThan;
import static chappe.bot.Middlewares.timed;
import static chappe.bot.Middlewares.timeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.bot.BadArguments;
import chappe.bot.Context;
import chappe.bot.Retry;
import chappe.bot.TimedOut;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MiddlewaresTest {
  private static final Duration MILLI = Duration.ofMillis(1);

  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void aCommandOfTheWrongChatSaysWhereItWorks() throws Exception {
    var bot =
        OneBot.with(
            on -> on.command("a", "b", it -> it.reply("here")).with(chatTypes(PRIVATE, GROUP)));

    assertThat(bot.handle(Updates.text("/a")).texts()).containsExactly("here");
    assertThat(
            bot.handle(
                    Updates.of(
                        "message", "\"chat\":{\"id\":-1,\"type\":\"supergroup\"},\"text\":\"/a\""))
                .texts())
        .containsExactly("This command works only in: private, group");
  }

  @Test
  void whoHasNotRegisteredIsToldTo() throws Exception {
    var bot =
        OneBot.with(
            on -> {
              on.command("start", "b", it -> it.users().register());
              on.text(it -> it.reply("known")).with(registeredOnly());
            });

    assertThat(bot.handle(Updates.text("x")).texts())
        .containsExactly("⚠️ Please register first with /start");
    bot.handle(Updates.text("/start"));
    assertThat(bot.handle(Updates.text("x")).texts()).containsExactly("known");
  }

  @Test
  void onlyAdminsMay() throws Exception {
    var bot = OneBot.with(on -> on.text(it -> it.reply("done")).with(adminOnly()));
    var admin =
        Updates.of(
            "message",
            "\"chat\":{\"id\":%1$d},\"from\":{\"id\":%1$d},\"text\":\"x\"".formatted(OneBot.ADMIN));

    assertThat(bot.handle(Updates.text("x")).texts()).containsExactly("⛔ Admin access required");
    assertThat(bot.handle(admin).texts()).containsExactly("done");
  }

  @Test
  void whoComesFromNobodyIsNoAdmin() throws Exception {
    var bot =
        OneBot.with(
            on -> {
              on.channelPost(it -> it.reply("done")).with(adminOnly());
              on.poll(it -> it.alertAdmins("done")).with(registeredOnly());
            });

    assertThat(bot.handle(Updates.of("channel_post", "\"chat\":{\"id\":-5}")).texts())
        .containsExactly("⛔ Admin access required");
    assertThat(bot.handle(Updates.of("poll", "\"id\":\"1\"")).all()).isEmpty();
  }

  @Test
  void whatFailedBeforeTheTryThatWorkedIsDropped() throws Exception {
    var bot =
        OneBot.with(
            on ->
                on.text(
                        context -> {
                          int call = calls.incrementAndGet();
                          context.session().put("call " + call, true);
                          context.reply("call " + call);
                          if (call < 3) {
                            throw new IOException("away");
                          }
                        })
                    .with(
                        (context, next) -> {
                          context.reply("before");
                          context.session().put("before", true);
                          next.run();
                        })
                    .with(retry(3, MILLI)));

    assertThat(bot.handle(Updates.text("x")).texts()).containsExactly("before", "call 3");
    assertThat(new String(bot.sessions.get(""), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("{\"before\":true,\"call 3\":true}");
  }

  @Test
  void theLastFailureGoesThroughAsItIs() {
    var bot = OneBot.with(on -> on.text(this::fails).with(retry(3, MILLI)));

    assertThatThrownBy(() -> bot.handle(Updates.text("x"))).isInstanceOf(IOException.class);
    assertThat(calls).hasValue(3);
  }

  @Test
  void onlyWhatIsNamedIsTriedAgain() {
    var bot =
        OneBot.with(
            on ->
                on.text(this::fails)
                    .with(retry(new Retry(3, MILLI).on(IllegalStateException.class).linear())));

    assertThatThrownBy(() -> bot.handle(Updates.text("x"))).isInstanceOf(IOException.class);
    assertThat(calls).hasValue(1);
  }

  @Test
  void wrongArgumentsAreNotTriedAgain() throws Exception {
    var bot =
        OneBot.with(
            on ->
                on.command(
                        "a",
                        "b",
                        _ -> {
                          calls.incrementAndGet();
                          throw new BadArguments("a word is expected");
                        })
                    .with(retry(3, MILLI)));

    assertThat(bot.handle(Updates.text("/a")).texts())
        .containsExactly("Usage: /a (a word is expected)");
    assertThat(calls).hasValue(1);
  }

  @Test
  void whatTakesTooLongIsInterruptedAndNamed() {
    var bot =
        OneBot.with(
            on ->
                on.command("wait", "waits", _ -> new CountDownLatch(1).await())
                    .with(timeout(Duration.ofMillis(20))));

    assertThatThrownBy(() -> bot.handle(Updates.text("/wait")))
        .isInstanceOf(TimedOut.class)
        .hasMessage("wait took longer than 20 ms");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void aSlowCallIsToldToTheAdminsOnce() throws Exception {
    var bot =
        new OneBot(
            on ->
                on.command("slow", "waits", it -> it.pause(Duration.ofMillis(1500)))
                    .with(slowerThan(Duration.ofSeconds(1), alertAdmins())),
            null,
            List.of(8L, 9L));

    var sent = bot.handle(Updates.text("/slow"));
    assertThat(sent.all()).extracting(Emitted.Sent::key).containsExactly("demo:8", "demo:9");
    assertThat(sent.texts().getFirst())
        .isEqualTo("⚠️ Slow function: slow\nDuration: 1500 ms\nThreshold: 1000 ms");
    assertThat(bot.handle(Updates.text("/slow")).all()).isEmpty();
  }

  @Test
  void whatIsTimedIsAmongTheBotsFigures() throws Exception {
    List<Double> seen = new ArrayList<>();
    var bot =
        OneBot.with(
            on -> {
              on.command("slow", "waits", it -> it.pause(Duration.ofMillis(1500))).with(timed());
              on.text(this::fails).with(timed());
              on.callback(it -> seen.add(it.metrics().average("slow.duration_ms")));
            });
    var _ = bot.handle(Updates.text("/slow"));
    var _ = bot.fails(Updates.text("x"));
    var _ = bot.handle(Updates.of("callback_query", "\"id\":\"q\",\"data\":\"a\""));

    assertThat(seen).containsExactly(1500.0);
    assertThat(bot.metrics.text())
        .contains("bot_own_slow_duration_ms_count{bot=\"demo\",success=\"true\",")
        .contains("error_type=\"IOException\"");
  }

  @Test
  void aQuickCallIsToldToNobody() throws Exception {
    var bot =
        new OneBot(
            on -> {
              on.text(it -> it.reply("quick"))
                  .with(slowerThan(Duration.ofSeconds(1), alertAdmins()))
                  .with(timed());
            },
            null,
            List.of(8L));

    assertThat(bot.handle(Updates.text("x")).texts()).containsExactly("quick");
  }

  private void fails(Context context) throws IOException {
    calls.incrementAndGet();
    context.reply("never");
    throw new IOException("away");
  }
}
