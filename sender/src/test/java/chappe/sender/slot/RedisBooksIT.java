// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.common.redis.Redis;
import chappe.common.settings.Secret;
import chappe.embedded.EmbeddedRedis;
import chappe.embedded.junit.EmbeddedServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.api.RScript;

/// The script against its model, and what only Redis does.
@ExtendWith(EmbeddedServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisBooksIT {
  private static final long LEASE = 6_000_000;
  private static final List<RateMode> MODES = List.of(RateMode.values());
  private static final List<Rank> RANKS = List.of(Rank.values());

  private final Redis redis;
  private final RedisBooks books;

  RedisBooksIT(EmbeddedRedis server) {
    redis = Redis.open(Secret.of(server.url()), "test");
    books = new RedisBooks(redis);
  }

  @AfterAll
  void close() {
    books.close();
  }

  /// The script with a clock that the test moves; nothing else of it is changed.
  private Answers atOneMoment(Batch batch, long now) {
    var script = RedisBooks.RESERVE.replace("redis.call('TIME')", "{ ARGV[#ARGV], 0 }");
    assertThat(script).isNotEqualTo(RedisBooks.RESERVE);
    script = script.replace("clock[1] * 1000000 + clock[2]", "tonumber(clock[1])");
    var arguments = new ReserveArguments(batch);
    var values = new ArrayList<>(Arrays.asList(arguments.values()));
    values.add(Long.toString(now));
    return RedisBooks.read(
        redis
            .client()
            .getScript()
            .eval(
                RScript.Mode.READ_WRITE,
                script,
                RScript.ReturnType.LIST,
                arguments.keys(),
                values.toArray()));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16})
  void doesWhatTheModelDoes(long seed) {
    var random = new Random(seed);
    var bot = "model" + seed;
    var model = new BotBooks();
    var limit =
        GlobalLimit.of(
            MODES.get((int) (seed % 3)), 30, seed % 2 == 0 ? 100 : 0, Duration.ofMillis(500));
    long now = 1_700_000_000_000_000L;
    List<Answer> granted = new ArrayList<>();
    Map<String, Request> last = new HashMap<>();
    for (int round = 0; round < 250; round++) {
      now += random.nextInt(400_000);
      if (random.nextInt(25) == 0) {
        now += random.nextInt(60_000_000) - 10_000_000;
      }
      var requests = requests(random, bot);
      var takeovers = takeovers(random, requests, granted, last);
      var batch =
          new Batch(
              bot,
              "owner" + random.nextInt(3),
              LEASE,
              limit,
              random.nextInt(50_000),
              requests,
              takeovers);
      var expected = model.answer(batch, now);
      assertThat(atOneMoment(batch, now)).as("seed %d, round %d", seed, round).isEqualTo(expected);
      granted.clear();
      for (int i = 0; i < requests.size(); i++) {
        if (expected.each().get(i) instanceof Answer.Granted it) {
          granted.add(it);
          last.put(requests.get(i).account(), requests.get(i));
        }
      }
      trouble(random, bot, model, now, requests);
    }
  }

  /// Marks, pauses and parked lanes change in both.
  private void trouble(
      Random random, String bot, BotBooks model, long now, List<Request> requests) {
    var keys = Keys.of(bot);
    for (Request request : requests) {
      switch (random.nextInt(20)) {
        case 0 -> {
          model.done(request.id(), "{\"a\":1}");
          books.done(bot, Map.of(request.id(), "{\"a\":1}"));
        }
        case 1 -> {
          model.free(request.id());
          books.free(bot, request.id());
        }
        case 2 -> {
          long until = now + random.nextInt(2_000_000);
          if (!request.chat().isEmpty()) {
            model.pause(request.chat(), until, now);
            var bucket = redis.client().<String>getBucket(keys.pause(request.chat()));
            long known = bucket.get() == null ? 0 : Long.parseLong(bucket.get());
            bucket.set(Long.toString(Math.max(known, until)));
          }
        }
        case 3 -> {
          boolean whether = random.nextBoolean();
          model.parked(request.chat(), request.rank(), whether && !request.chat().isEmpty());
          books.parked(bot, request.chat(), request.rank(), whether && !request.chat().isEmpty());
        }
        default -> {}
      }
    }
  }

  private static List<Request> requests(Random random, String bot) {
    List<Request> requests = new ArrayList<>();
    int count = random.nextInt(12);
    for (int i = 0; i < count; i++) {
      boolean group = random.nextInt(4) == 0;
      var chat = random.nextInt(12) == 0 ? "" : (group ? "-" : "") + random.nextInt(15);
      int cost = random.nextInt(8) == 0 ? 1 + random.nextInt(10) : random.nextInt(8) == 0 ? 0 : 1;
      requests.add(
          new Request(
              "id" + random.nextInt(400),
              bot,
              RANKS.get(random.nextInt(3)),
              chat,
              chat,
              group ? ChatLimit.GROUP : ChatLimit.PRIVATE,
              cost,
              chat.isEmpty() ? 0 : cost,
              random.nextInt(8) != 0,
              random.nextInt(6) == 0,
              random.nextInt(10) == 0,
              random.nextInt(10) == 0));
    }
    return requests;
  }

  private static Map<String, Takeover> takeovers(
      Random random, List<Request> requests, List<Answer> granted, Map<String, Request> last) {
    Map<String, Takeover> takeovers = new HashMap<>();
    for (Request request : requests) {
      if (!granted.isEmpty()
          && !last.isEmpty()
          && random.nextInt(6) == 0
          && granted.get(random.nextInt(granted.size()))
              instanceof Answer.Granted(_, var slot, var chatTime)) {
        var account = last.keySet().stream().sorted().skip(random.nextInt(last.size())).findFirst();
        takeovers.put(request.id(), new Takeover(slot, account.orElseThrow(), chatTime));
      }
    }
    return takeovers;
  }

  @Test
  void everyKeyExpires() {
    var bot = "expiring";
    books.reserve(
        batch(bot, "a", message(bot, "1", "5"), message(bot, "2", "-5"), message(bot, "3", "6")));
    books.done(bot, Map.of("1", "{}"));
    books.pause(bot, "5", Duration.ofSeconds(3));
    books.pause(bot, "", Duration.ofSeconds(3));
    books.parked(bot, "7", Rank.BULK, true);

    List<String> keys = new ArrayList<>();
    redis.client().getKeys().getKeys().forEach(keys::add);
    keys.removeIf(it -> !it.startsWith("chappe:{expiring}:"));
    assertThat(keys).hasSizeGreaterThan(8);
    assertThat(keys)
        .allSatisfy(it -> assertThat(redis.client().getBucket(it).remainTimeToLive()).isPositive());
  }

  @Test
  void aRefusalOfTheBotHoldsAllAndMakesItStrict() {
    var bot = "refused";
    assertThat(books.reserve(batch(bot, "a", message(bot, "1", "5"))).strict()).isFalse();
    books.pause(bot, "", Duration.ofSeconds(30));

    var answers = books.reserve(batch(bot, "b", message(bot, "2", "6")));

    assertThat(answers.strict()).isTrue();
    assertThat(answers.each().getFirst())
        .isInstanceOfSatisfying(
            Answer.Later.class,
            it -> {
              assertThat(it.reason()).isEqualTo(Answer.Reason.PAUSE);
              assertThat(it.delay()).isBetween(20_000_000L, 30_000_000L);
            });
  }

  @Test
  void aDoneMarkGivesItsResultToWhoeverAsks() {
    var bot = "marked";
    books.reserve(batch(bot, "a", message(bot, "1", "5")));
    assertThat(books.reserve(batch(bot, "b", message(bot, "1", "5"))).each().getFirst())
        .isInstanceOfSatisfying(
            Answer.Later.class, it -> assertThat(it.reason()).isEqualTo(Answer.Reason.HELD));
    books.done(bot, Map.of("1", "{\"d|\":\"ü\"}"));
    assertThat(books.reserve(batch(bot, "b", message(bot, "1", "5"))).each())
        .containsExactly(new Answer.Done("{\"d|\":\"ü\"}"));
  }

  @Test
  void booksThatAreAwaySaySo() {
    try (var nobody = new RedisBooks(Redis.open(Secret.of("redis://127.0.0.1:1"), "test"))) {
      assertThatThrownBy(() -> nobody.reserve(batch("demo", "a", message("demo", "1", "5"))))
          .isInstanceOf(BooksAwayException.class);
    }
  }

  private static Batch batch(String bot, String owner, Request... requests) {
    return new Batch(
        bot,
        owner,
        LEASE,
        GlobalLimit.of(RateMode.ADAPTIVE, 30, 0, Duration.ofMillis(500)),
        0,
        List.of(requests),
        Map.of());
  }

  private static Request message(String bot, String id, String chat) {
    return new Request(
        id,
        bot,
        Rank.REPLY,
        chat,
        chat,
        chat.startsWith("-") ? ChatLimit.GROUP : ChatLimit.PRIVATE,
        1,
        1,
        true,
        false,
        false,
        false);
  }
}
