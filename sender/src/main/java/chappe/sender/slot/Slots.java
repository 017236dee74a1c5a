// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import chappe.common.redis.Redis;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where commands get their turn: the limits of all bots, shared by all senders, and the marks of
/// what was sent. Thread-safe.
public final class Slots implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Slots.class);

  private final Books books;
  private final SlotOptions options;
  private final SlotMetrics metrics;
  private final LongSupplier micros;
  private final Pauses pauses;
  private final FloodScope floods = new FloodScope();
  private final Journal journal;
  private final News news;
  private final ConcurrentMap<String, Desk> desks = new ConcurrentHashMap<>();

  private Slots(
      Books books, News news, SlotOptions options, SlotMetrics metrics, LongSupplier micros) {
    this.books = books;
    this.news = news;
    this.options = options;
    this.metrics = metrics;
    this.micros = micros;
    this.pauses = new Pauses(micros);
    this.journal = Journal.start(books);
  }

  /// Slots of which all senders with the same Redis know. Does not wait for Redis.
  ///
  /// @param redis closed with it
  /// @param nanos a monotonic clock
  public static Slots shared(
      Redis redis, SlotOptions options, SlotMetrics metrics, LongSupplier nanos) {
    var news = RedisNews.start(redis);
    var slots =
        new Slots(new RedisBooks(redis), news, options, metrics, () -> nanos.getAsLong() / 1_000);
    news.listen(slots::heardFromAfar);
    return slots;
  }

  /// Slots of this sender alone.
  ///
  /// @param nanos a monotonic clock
  public static Slots alone(SlotOptions options, SlotMetrics metrics, LongSupplier nanos) {
    LongSupplier micros = () -> nanos.getAsLong() / 1_000;
    long start = micros.getAsLong();
    // times of the books are over 0: 0 stands for long ago
    return new Slots(
        new MemoryBooks(() -> micros.getAsLong() - start + 3_600_000_000L),
        new News.None(),
        options,
        metrics,
        micros);
  }

  /// Waits for a command's turn.
  ///
  /// @param behind commands of its chat and lane behind it
  /// @param left until its deadline
  /// @throws InterruptedException where the sender stops or the thread is interrupted
  public Turn await(Request request, int behind, Optional<Duration> left)
      throws InterruptedException {
    metrics.waits(request.bot(), request.rank(), 1);
    long began = micros.getAsLong();
    var waiting = desk(request.bot()).add(request, behind);
    try {
      return left.isPresent()
          ? waiting.turn.get(left.get().toNanos(), TimeUnit.NANOSECONDS)
          : waiting.turn.get();
    } catch (TimeoutException _) {
      // whichever comes first counts
      return waiting.turn.complete(new Turn.Expired()) ? new Turn.Expired() : waiting.turn.join();
    } catch (ExecutionException _) {
      throw new InterruptedException("the sender stops");
    } catch (InterruptedException e) {
      if (!waiting.turn.cancel(false) && waiting.turn.join() instanceof Turn.Go(var slot)) {
        slot.ended();
      }
      throw e;
    } finally {
      metrics.waits(request.bot(), request.rank(), -1);
      metrics.waited(request.bot(), request.rank(), micros.getAsLong() - began);
    }
  }

  private Desk desk(String bot) {
    return desks.computeIfAbsent(
        bot, it -> Desk.start(it, books, options, pauses, metrics, micros));
  }

  /// Whether the bot or the chat is paused, for what goes without a slot.
  public boolean paused(String bot, String chat) {
    return pauses.hold(bot, chat);
  }

  /// Writes down what became of a command; blocks for a moment.
  public void done(String bot, String id, String result) throws InterruptedException {
    if (!journal.done(bot, id, result)) {
      log.atDebug().addKeyValue("command", id).log("Redis is away: a result has no mark");
    }
  }

  /// Telegram has refused a chat for a while: no sender sends to it meanwhile. Where several chats
  /// are refused within seconds, the bot is meant.
  ///
  /// @param chat empty where the call was for none: then only that call is meant
  public void refused(String bot, String chat, Duration pause) {
    if (chat.isEmpty()) {
      return;
    }
    heard(new News.Refusal(bot, chat, pause))
        .ifPresent(
            scope -> {
              metrics.paused(bot, scope.isEmpty());
              try {
                books.pause(bot, scope, pause);
                news.tell(new News.Refusal(bot, chat, pause));
              } catch (BooksAwayException _) {
                // nobody else sends meanwhile, but for what is urgent
                log.atDebug().log("Redis is away: a pause is known here only");
              }
            });
  }

  private void heardFromAfar(News.Refusal refusal) {
    var _ = heard(refusal);
  }

  /// @return whom it means: a chat, or nobody in particular
  private Optional<String> heard(News.Refusal refusal) {
    boolean wholeBot;
    synchronized (floods) {
      wholeBot = floods.wholeBot(refusal.bot(), refusal.chat(), micros.getAsLong());
    }
    var scope = wholeBot ? "" : refusal.chat();
    pauses.add(refusal.bot(), scope, refusal.pause().toNanos() / 1_000);
    return Optional.of(scope);
  }

  /// Takes back the mark of a command that was surely not carried out.
  public void free(String bot, String id) {
    try {
      books.free(bot, id);
    } catch (BooksAwayException _) {
      log.atDebug().addKeyValue("command", id).log("Redis is away: a mark stays");
    }
  }

  /// Makes later commands of a chat and rank wait behind what is parked, or lets them pass again.
  public void parked(String bot, String chat, Rank rank, boolean whether) {
    try {
      books.parked(bot, chat, rank, whether);
    } catch (BooksAwayException _) {
      log.atWarn().addKeyValue("bot", bot).log("Redis is away: a parked lane is not known");
    }
  }

  /// Ends every wait, begun or to come.
  public void stop() {
    desks.values().forEach(Desk::stop);
  }

  @Override
  public void close() {
    desks.values().forEach(Desk::close);
    journal.close();
    news.close();
    books.close();
  }
}
