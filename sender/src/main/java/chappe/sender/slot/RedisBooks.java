// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import chappe.common.redis.Redis;
import chappe.sender.slot.Answer.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.redisson.api.BatchOptions;
import org.redisson.api.RScript;
import org.redisson.client.RedisException;

/// Books in Redis, for all senders, by Redis's clock: one script answers a batch. All keys of a bot
/// have its name as their hash tag, so that they stand together in a cluster. Thread-safe; blocks
/// until Redis answers, for a second at most.
final class RedisBooks implements Books {
  /// How long it is known that a command was brought to its end: as long as a sender that died
  /// before it could commit may take to come back.
  private static final Duration DONE_KEPT = Duration.ofHours(6);

  private static final Duration PARKED_KEPT = Duration.ofDays(7);
  private static final String TIMES_KEPT_MILLIS = "600000";
  static final String RESERVE = script("reserve.lua");
  private static final String PAUSE = script("pause.lua");

  private final Redis redis;

  /// @param redis closed with it
  RedisBooks(Redis redis) {
    this.redis = redis;
  }

  private static String script(String name) {
    try (var stream = Objects.requireNonNull(RedisBooks.class.getResourceAsStream(name), name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Answers reserve(Batch batch) {
    var arguments = new ReserveArguments(batch);
    try {
      List<String> said =
          redis
              .client()
              .getScript()
              .eval(
                  RScript.Mode.READ_WRITE,
                  RESERVE,
                  RScript.ReturnType.LIST,
                  arguments.keys(),
                  arguments.values());
      return read(said);
    } catch (RedisException e) {
      throw new BooksAwayException(e);
    }
  }

  static Answers read(List<String> said) {
    List<Answer> answers = new ArrayList<>();
    for (int at = 2; at < said.size(); at += 4) {
      answers.add(answer(said.get(at), said.get(at + 1), said.get(at + 2), said.get(at + 3)));
    }
    return new Answers(answers, Long.parseLong(said.get(0)), said.get(1).equals("1"));
  }

  private static Answer answer(String kind, String first, String second, String third) {
    return switch (kind) {
      case "g" ->
          new Answer.Granted(Long.parseLong(first), Long.parseLong(second), Long.parseLong(third));
      case "l" -> new Answer.Later(Reason.valueOf(first), Long.parseLong(second));
      case "d" -> new Answer.Done(first);
      case "a" -> new Answer.Ambiguous();
      case "k" -> new Answer.Parked();
      default -> throw new IllegalStateException("no answer: " + kind);
    };
  }

  @Override
  public void done(String bot, Map<String, String> results) {
    try {
      var batch = redis.client().createBatch(BatchOptions.defaults());
      results.forEach(
          (id, result) -> {
            var _ =
                batch.<String>getBucket(Keys.of(bot).mark(id)).setAsync("d|" + result, DONE_KEPT);
          });
      batch.execute();
    } catch (RedisException e) {
      throw new BooksAwayException(e);
    }
  }

  @Override
  public void free(String bot, String id) {
    try {
      redis.client().getBucket(Keys.of(bot).mark(id)).delete();
    } catch (RedisException e) {
      throw new BooksAwayException(e);
    }
  }

  @Override
  public void pause(String bot, String chat, Duration time) {
    var keys = Keys.of(bot);
    List<Object> named =
        chat.isEmpty() ? List.of(keys.pause(""), keys.times()) : List.of(keys.pause(chat));
    try {
      Object _ =
          redis
              .client()
              .getScript()
              .eval(
                  RScript.Mode.READ_WRITE,
                  PAUSE,
                  RScript.ReturnType.LONG,
                  named,
                  Long.toString(Math.max(1, time.toNanos() / 1_000)),
                  Long.toString(BotBooks.STRICT),
                  TIMES_KEPT_MILLIS);
    } catch (RedisException e) {
      throw new BooksAwayException(e);
    }
  }

  @Override
  public void parked(String bot, String chat, Rank rank, boolean whether) {
    try {
      var bucket = redis.client().<String>getBucket(Keys.of(bot).parked(chat, rank));
      if (whether) {
        bucket.set("1", PARKED_KEPT);
      } else {
        bucket.delete();
      }
    } catch (RedisException e) {
      throw new BooksAwayException(e);
    }
  }

  @Override
  public void close() {
    redis.close();
  }
}
