// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives one bot's requests their slots: a loop that asks the books for whatever is due, in one
/// round trip, and hands out the answers. Thread-safe.
///
/// Lock: [Room] and the slots that are held are touched under it; the books are asked without it,
/// so that requests may come meanwhile and go together with the next batch.
final class Desk implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Desk.class);

  /// Asking again while the books are away.
  private static final long AWAY = 500_000;

  /// A round trip, and what two clocks differ by meanwhile.
  private static final long DOUBT = 20_000;

  /// A slot of bulk that is nearer may be leaving already.
  private static final long LEAVING = 2_000;

  private final String bot;
  private final Books books;
  private final SlotOptions options;
  private final Pauses pauses;
  private final SlotMetrics metrics;
  private final LongSupplier micros;
  private final Room room;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<Slot> held = ConcurrentHashMap.newKeySet();
  private final Thread loop;
  private volatile long alive;
  private volatile boolean away;
  private boolean stopped;

  Desk(
      String bot,
      Books books,
      SlotOptions options,
      Pauses pauses,
      SlotMetrics metrics,
      LongSupplier micros) {
    this.bot = bot;
    this.books = books;
    this.options = options;
    this.pauses = pauses;
    this.metrics = metrics;
    this.micros = micros;
    this.room = new Room(options.limit());
    this.alive = micros.getAsLong() - lease();
    this.loop = Thread.ofVirtual().name("chappe-slots-" + bot).unstarted(this::run);
  }

  static Desk start(
      String bot,
      Books books,
      SlotOptions options,
      Pauses pauses,
      SlotMetrics metrics,
      LongSupplier micros) {
    var desk = new Desk(bot, books, options, pauses, metrics, micros);
    desk.loop.start();
    return desk;
  }

  private long lease() {
    return options.lease().toNanos() / 1_000;
  }

  /// Lets a request wait for its turn.
  Waiting add(Request request, int behind) throws InterruptedException {
    lock.lock();
    try {
      if (stopped) {
        throw new InterruptedException("the sender stops");
      }
      long now = micros.getAsLong();
      var waiting = room.add(request, behind, now);
      if (away && request.rank() == Rank.URGENT) {
        goUnbooked(waiting, now);
      } else {
        changed.signal();
      }
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (runOnce()) {
        // one batch after the other
      }
    } catch (InterruptedException _) {
      // the end of the loop: nobody else uses this thread
    }
  }

  /// Asks for what is due, or waits for it.
  ///
  /// @return false where the desk is closed
  private boolean runOnce() throws InterruptedException {
    List<Waiting> batch;
    lock.lockInterruptibly();
    try {
      batch = room.batch(micros.getAsLong());
      while (batch.isEmpty() && !stopped && !leaseIsDue()) {
        var _ = changed.awaitNanos(TimeUnit.MICROSECONDS.toNanos(untilNext()));
        batch = room.batch(micros.getAsLong());
      }
      if (stopped) {
        stopped(batch);
        return false;
      }
    } finally {
      lock.unlock();
    }
    ask(batch);
    return true;
  }

  private long untilNext() {
    long most = lease() / 3;
    return room.next().map(it -> Math.min(it - micros.getAsLong(), most)).orElse(most);
  }

  /// Commands under way keep this sender alive in the books.
  private boolean leaseIsDue() {
    return !held.isEmpty() && !away && micros.getAsLong() - alive > lease() / 3;
  }

  private void ask(List<Waiting> batch) {
    var takeovers = takeovers(batch);
    long asked = micros.getAsLong();
    try {
      var answers =
          books.reserve(
              new Batch(
                  bot,
                  options.owner(),
                  lease(),
                  options.limit(),
                  floor(asked),
                  batch.stream().map(it -> it.request).toList(),
                  takeovers));
      metrics.evaluated(bot);
      alive = asked;
      back();
      hand(batch, answers);
    } catch (BooksAwayException e) {
      away(batch, e);
    }
  }

  private long floor(long now) {
    lock.lock();
    try {
      return room.floor(now, DOUBT);
    } finally {
      lock.unlock();
    }
  }

  private void hand(List<Waiting> batch, Answers answers) {
    lock.lock();
    try {
      long now = micros.getAsLong();
      room.answered(
          answers,
          batch.stream().anyMatch(it -> it.request.rank() == Rank.BULK),
          Room.granted(batch.stream().map(it -> it.request).toList(), answers),
          now);
      for (int i = 0; i < batch.size(); i++) {
        var waiting = batch.get(i);
        var answer = answers.each().get(i);
        room.answered(waiting, answer, now).ifPresent(waiting.turn::complete);
        if (answer instanceof Answer.Granted granted) {
          give(waiting, granted, now);
        }
      }
      if (stopped) {
        stopped(batch);
      }
    } finally {
      lock.unlock();
    }
  }

  private void give(Waiting waiting, Answer.Granted granted, long now) {
    var request = waiting.request;
    var takeover =
        request.takesBulkSlot() && request.botCost() == 1
            ? new Takeover(granted.slot(), request.account(), granted.chatTime())
            : null;
    var slot = new Slot(this, request, now + granted.delay(), takeover, micros);
    held.add(slot);
    if (!waiting.turn.complete(new Turn.Go(slot))) {
      // its deadline came first
      slot.ended();
    } else {
      metrics.granted(bot, request.rank());
    }
  }

  /// The nearest slots of bulk, for replies that would have to wait behind them.
  private Map<String, Takeover> takeovers(List<Waiting> batch) {
    Map<String, Takeover> taken = new HashMap<>();
    lock.lock();
    try {
      long now = micros.getAsLong();
      if (!room.strict()) {
        return taken;
      }
      var nearest = new ArrayList<>(held);
      nearest.removeIf(it -> it.takeover() == null || it.at() < now + LEAVING);
      nearest.sort(Comparator.comparingLong(Slot::at));
      var next = nearest.iterator();
      for (Waiting waiting : batch) {
        var request = waiting.request;
        if (request.rank() != Rank.BULK && request.botCost() == 1 && room.free(request, now)) {
          while (next.hasNext() && !taken.containsKey(request.id())) {
            var slot = next.next();
            if (slot.takeOver()) {
              Optional.ofNullable(slot.takeover()).ifPresent(it -> taken.put(request.id(), it));
            }
          }
        }
      }
    } finally {
      lock.unlock();
    }
    return taken;
  }

  private void away(List<Waiting> batch, BooksAwayException e) {
    lock.lock();
    try {
      long now = micros.getAsLong();
      batch.stream()
          .filter(it -> it.request.rank() == Rank.URGENT)
          .forEach(it -> goUnbooked(it, now));
      room.away(batch, now + AWAY);
      if (stopped) {
        stopped(batch);
      }
      if (!away) {
        away = true;
        metrics.away(bot, true);
        log.atWarn()
            .addKeyValue("bot", bot)
            .addKeyValue("error_type", String.valueOf(e.getCause()))
            .log("Redis is away: only what is urgent is sent");
      }
    } finally {
      lock.unlock();
    }
  }

  /// What is urgent goes while the books are away.
  private void goUnbooked(Waiting waiting, long now) {
    var slot = new Slot(this, waiting.request, now, null, micros);
    held.add(slot);
    if (!waiting.turn.complete(new Turn.Go(slot))) {
      slot.ended();
    }
  }

  private void back() {
    if (away) {
      away = false;
      log.atInfo().addKeyValue("bot", bot).log("Redis is back");
    }
    metrics.away(bot, false);
  }

  /// The last look before bytes leave.
  boolean mayLeave(Request request) {
    boolean booked =
        request.rank() == Rank.URGENT || micros.getAsLong() - alive < lease() - Slot.LATE;
    return booked && !pauses.hold(bot, request.chat());
  }

  void missed(Request request) {
    metrics.missed(bot, request.rank());
  }

  void ended(Slot slot) {
    held.remove(slot);
  }

  /// Everybody who waits, for a turn or for its slot, is told that the sender stops.
  void stop() {
    lock.lock();
    try {
      stopped = true;
      stopped(room.all());
      held.forEach(Slot::stop);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private static void stopped(List<Waiting> waiting) {
    waiting.forEach(
        it -> it.turn.completeExceptionally(new IllegalStateException("the sender stops")));
  }

  @Override
  public void close() {
    stop();
    loop.interrupt();
    try {
      var _ = loop.join(Duration.ofSeconds(2));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
