// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static chappe.bot.Middlewares.perChat;
import static chappe.bot.Middlewares.perUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import chappe.bot.Bot;
import chappe.bot.Limit.Taken;
import chappe.common.metrics.Metrics;
import chappe.common.redis.Redis;
import chappe.common.settings.Secret;
import chappe.embedded.EmbeddedRedis;
import chappe.embedded.junit.EmbeddedServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// Limits over a real Redis, which keeps the time.
@ExtendWith(EmbeddedServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsIT {
  private static final Duration LONG = Duration.ofHours(1);

  private final Redis redis;
  private final Metrics metrics = new Metrics("dispatcher");
  private final Limits limits;

  LimitsIT(EmbeddedRedis server) {
    redis = Redis.open(Secret.of(server.url()), "test");
    limits = new RedisLimits(redis, System::nanoTime, metrics);
  }

  @AfterAll
  void close() {
    redis.close();
  }

  @Test
  void aWindowIsExactAndARefusedCallDoesNotCount() throws Exception {
    var limit = limits.of("demo", "exact");
    var window = Duration.ofMillis(600);

    assertThat(limit.allow(2, window)).isTrue();
    assertThat(limit.allow(2, window)).isTrue();
    for (int i = 0; i < 50; i++) {
      assertThat(limit.allow(2, LONG)).isFalse();
    }
    // The 50 that were refused would fill the window for an hour.
    assertThat(limits.of("demo", "other").allow(2, window)).isTrue();
    assertThat(limits.of("shop", "exact").allow(2, window)).isTrue();
    assertThat(limit.allow(3, LONG)).isTrue();
  }

  @Test
  void manyAtOnceGetExactlyWhatThereIs() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        calls.add(() -> limits.of("demo", "crowd").allow(37, LONG));
      }
      int allowed = 0;
      for (var answer : threads.invokeAll(calls)) {
        allowed += answer.get() ? 1 : 0;
      }
      assertThat(allowed).isEqualTo(37);
    }
  }

  @Test
  void aWindowMovesOn() {
    var limit = limits.of("demo", "moves");
    var window = Duration.ofMillis(200);

    assertThat(limit.allow(1, window)).isTrue();
    await().atMost(Duration.ofSeconds(10)).until(() -> limit.allow(1, window));
  }

  @Test
  void aBucketHoldsABurstAndTellsOncePerWindow() {
    var limit = limits.of("demo", "bucket");

    assertThat(limit.take(1, 3, LONG)).isEqualTo(Taken.ALLOWED);
    assertThat(limit.take(2, 3, LONG)).isEqualTo(Taken.ALLOWED);
    assertThat(limit.take(1, 3, LONG)).isEqualTo(Taken.REFUSED);
    assertThat(limit.take(1, 3, LONG)).isEqualTo(Taken.REFUSED_AGAIN);
  }

  @Test
  void aBucketFillsUpAgain() {
    var limit = limits.of("demo", "refill");

    assertThat(limit.take(4, 4, Duration.ofMillis(400))).isEqualTo(Taken.ALLOWED);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> limit.take(4, 4, Duration.ofMillis(400)) == Taken.ALLOWED);
  }

  @Test
  void withoutRedisEverythingIsAllowedAndCounted() {
    try (var nowhere = Redis.open(Secret.of("redis://127.0.0.1:1"), "test")) {
      var counted = new Metrics("dispatcher");
      var away = new RedisLimits(nowhere, System::nanoTime, counted).of("demo", "away");

      assertThat(away.allow(1, LONG)).isTrue();
      assertThat(away.allow(1, LONG)).isTrue();
      assertThat(away.take(1, 1, LONG)).isEqualTo(Taken.ALLOWED);
      assertThat(counted.registry().getSampleValue("chappe_dispatcher_limits_away_total"))
          .isEqualTo(3);
    }
  }

  @Test
  void whatIsNoLimitIsRefused() {
    var limit = limits.of("demo", "bad");

    assertThatIllegalArgumentException().isThrownBy(() -> limit.allow(0, LONG));
    assertThatIllegalArgumentException().isThrownBy(() -> limit.allow(1, Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> limit.allow(1, Duration.ofDays(32)));
    assertThatIllegalArgumentException().isThrownBy(() -> limit.take(4, 3, LONG));
  }

  @Test
  void whoAsksTooMuchIsToldOnceAndThenNotAnswered() throws Exception {
    var bot =
        bot(
            on -> {
              on.text(context -> context.reply("hi")).with(perUser(2, LONG));
              on.command("a", "b", context -> context.reply("a")).with(perUser(2, LONG).cost(2));
              on.callback(context -> context.reply("b")).with(perChat(1, LONG));
              on.poll(context -> context.alertAdmins("polled")).with(perUser(1, LONG));
            });

    assertThat(bot.handle(Updates.text("x")).texts()).containsExactly("hi");
    assertThat(bot.handle(Updates.text("x")).texts()).containsExactly("hi");
    assertThat(bot.handle(Updates.text("x")).texts())
        .containsExactly("⏳ Too many requests, please wait a moment.");
    assertThat(bot.handle(Updates.text("x")).all()).isEmpty();
    // A route of its own has a bucket of its own.
    assertThat(bot.handle(Updates.text("/a")).texts()).containsExactly("a");
    assertThat(bot.handle(Updates.text("/a")).texts()).hasSize(1).doesNotContain("a");
    // Who is nobody has no bucket.
    assertThat(bot.handle(Updates.of("poll", "\"id\":\"1\"")).all()).hasSize(1);
    assertThat(bot.handle(Updates.of("poll", "\"id\":\"1\"")).all()).hasSize(1);

    var press = Updates.of("callback_query", "\"id\":\"7\",\"message\":{" + Updates.CHAT + "}");
    assertThat(bot.handle(press).texts()).containsExactly("b");
    assertThat(bot.handle(press).only().params())
        .isEqualTo(
            "{\"callback_query_id\":\"7\",\"text\":\"⏳ Too many requests, please wait a moment.\","
                + "\"show_alert\":true}");
  }

  @Test
  void routesMayShareABucket() throws Exception {
    var shared = perUser(1, LONG).shared("common");
    var bot =
        bot(
            on -> {
              on.command("one", "b", context -> context.reply("one")).with(shared);
              on.command("two", "b", context -> context.reply("two")).with(shared);
            });

    assertThat(bot.handle(Updates.text("/one")).texts()).containsExactly("one");
    assertThat(bot.handle(Updates.text("/two")).texts()).doesNotContain("two");
  }

  @Test
  void anInlineQueryIsRefusedWithAButton() throws Exception {
    var bot = bot(on -> on.kind("inline_query", _ -> {}).with(perUser(1, LONG)));
    var query = Updates.of("inline_query", "\"id\":\"7\",\"from\":{\"id\":55},\"query\":\"a\"");

    assertThat(bot.handle("demo:55", query).all()).isEmpty();
    for (int i = 0; i < 2; i++) {
      assertThat(bot.handle("demo:55", query).only().params())
          .isEqualTo(
              "{\"inline_query_id\":\"7\",\"cache_time\":0,\"is_personal\":true,\"results\":[],\"button\":{\"text\":\"⚠️"
                  + " Rate limit exceeded\",\"start_parameter\":\"rate_limit\"}}");
    }
  }

  private OneBot bot(Bot bot) {
    return new OneBot(bot, redis, List.of(9L));
  }
}
