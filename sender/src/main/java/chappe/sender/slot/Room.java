// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Where the requests of one bot wait, and which of them are asked for together. Nobody polls: a
/// request is asked for when its chat's known time has come, and bulk when most of the slots within
/// the horizon are free again. Among bulk, the chat goes first that needs the most time for what it
/// has left, less what it has waited ([Waiting]); so a long line is begun in time, and nobody waits
/// for ever. Told the time, in microseconds. Not thread-safe; pure.
final class Room {
  /// Requests of one batch.
  static final int MOST = 400;

  /// Asking again where another sender has the command.
  private static final long ASK_AGAIN = 500_000;

  /// A longer pause is not waited for here.
  private static final long LONG = 60_000_000;

  /// Between two batches of bulk, so that what becomes free is asked for together.
  private static final long GATHER = 100_000;

  /// The same where a chat is pressing.
  private static final long PRESSED = 150_000;

  private static final int ACCOUNTS = 100_000;

  private final GlobalLimit limit;
  private final PriorityQueue<Waiting> soon =
      new PriorityQueue<>(
          Comparator.<Waiting, Rank>comparing(it -> it.request.rank())
              .thenComparingLong(it -> it.number));
  private final PriorityQueue<Waiting> later = byTime();
  private final PriorityQueue<Waiting> ready =
      new PriorityQueue<>(
          Comparator.<Waiting>comparingLong(it -> it.order).thenComparingLong(it -> it.number));
  private final PriorityQueue<Waiting> blocked = byTime();
  private final PriorityQueue<Waiting> pressing = byTime();
  private final Map<String, Long> accounts =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > ACCOUNTS;
        }
      };
  private long numbers;
  private Optional<Long> bulkFrom = Optional.empty();
  private Optional<Long> pressingFrom = Optional.empty();
  private Optional<Long> awayUntil = Optional.empty();
  private Optional<Long> botTime = Optional.empty();
  private boolean strict;

  Room(GlobalLimit limit) {
    this.limit = limit;
    this.strict = limit.mode() == RateMode.STRICT;
  }

  private static PriorityQueue<Waiting> byTime() {
    return new PriorityQueue<>(
        Comparator.<Waiting>comparingLong(it -> it.notBefore).thenComparingLong(it -> it.number));
  }

  /// Lets a request in.
  ///
  /// @param behind commands of its chat and lane behind it
  Waiting add(Request request, int behind, long now) {
    long free = request.chatCost() == 0 ? now : Math.max(now, known(request).orElse(now));
    var waiting = new Waiting(request, numbers++, behind, free);
    put(waiting);
    return waiting;
  }

  /// When its chat takes it, as far as is known here.
  private Optional<Long> known(Request request) {
    return Optional.ofNullable(accounts.get(request.account()))
        .map(it -> request.limit().earliest(it, request.chatCost(), request.bursts()));
  }

  private void put(Waiting waiting) {
    boolean bulk = waiting.request.rank() == Rank.BULK;
    (bulk ? waiting.pressing ? pressing : blocked : later).add(waiting);
  }

  /// What is to be asked for now, in the order of its right; it is in the room no more until it is
  /// answered.
  List<Waiting> batch(long now) {
    List<Waiting> batch = new ArrayList<>();
    if (awayUntil.isPresent() && now < awayUntil.get()) {
      return batch;
    }
    while (!later.isEmpty() && later.peek().notBefore <= now) {
      soon.add(later.remove());
    }
    take(soon, batch, MOST);
    if (now >= Math.min(bulkFrom.orElse(Long.MIN_VALUE), pressingDue().orElse(Long.MAX_VALUE))) {
      within(blocked, now);
      within(pressing, now);
      take(ready, batch, Math.min(MOST, batch.size() + bulkAtOnce()));
    }
    return batch;
  }

  private void within(PriorityQueue<Waiting> from, long now) {
    while (!from.isEmpty() && from.peek().notBefore <= now + limit.horizon()) {
      ready.add(from.remove());
    }
  }

  /// When the slot comes within the horizon that the most pressing chat could take: a moment later
  /// another sender may have it.
  private Optional<Long> pressingDue() {
    return Optional.ofNullable(pressing.peek())
        .map(it -> it.notBefore - limit.horizon() + limit.interval())
        .map(it -> Math.max(it, pressingFrom.orElse(Long.MIN_VALUE)));
  }

  /// So many fill the horizon, with some more for those whose chat is not yet free.
  private int bulkAtOnce() {
    long interval = Math.min(limit.interval(), limit.paidInterval());
    return limit.mode() == RateMode.OFF ? MOST : (int) (limit.horizon() / interval) * 3 / 2 + 4;
  }

  private static void take(PriorityQueue<Waiting> from, List<Waiting> to, int most) {
    while (!from.isEmpty() && to.size() < most) {
      var next = from.remove();
      if (!next.isGone()) {
        to.add(next);
      }
    }
  }

  /// When there will be something to ask for; empty where nothing waits.
  Optional<Long> next() {
    Optional<Long> due = soon.isEmpty() ? Optional.empty() : Optional.of(Long.MIN_VALUE);
    if (!later.isEmpty()) {
      due = earlier(due, later.peek().notBefore);
    }
    if (!ready.isEmpty()) {
      due = earlier(due, bulkFrom.orElse(Long.MIN_VALUE));
    } else if (!blocked.isEmpty()) {
      due =
          earlier(
              due,
              Math.max(
                  bulkFrom.orElse(Long.MIN_VALUE), blocked.peek().notBefore - limit.horizon()));
    }
    if (pressingDue().isPresent()) {
      due = earlier(due, pressingDue().get());
    }
    return due.map(it -> Math.max(it, awayUntil.orElse(Long.MIN_VALUE)));
  }

  private static Optional<Long> earlier(Optional<Long> one, long other) {
    return Optional.of(Math.min(one.orElse(Long.MAX_VALUE), other));
  }

  /// What the answers mean for the bot. Who was given little of bulk comes back the sooner: of
  /// several senders, one that always asks just after another would get nothing.
  ///
  /// @param bulk whether any of bulk was asked for
  /// @param granted how many slots of bulk were given
  void answered(Answers answers, boolean bulk, int granted, long now) {
    awayUntil = Optional.empty();
    botTime = Optional.of(now + answers.ahead());
    strict = answers.strict();
    if (bulk && limit.mode() != RateMode.OFF) {
      long freed = Math.min(limit.horizon() * 2 / 3, (granted + 5) * limit.interval());
      bulkFrom = Optional.of(now + Math.max(GATHER, answers.ahead() - limit.horizon() + freed));
      pressingFrom = Optional.of(now + PRESSED);
    }
  }

  /// How many slots of bulk were given.
  static int granted(List<Request> requests, Answers answers) {
    return (int)
        IntStream.range(0, requests.size())
            .filter(it -> requests.get(it).rank() == Rank.BULK)
            .filter(it -> answers.each().get(it) instanceof Answer.Granted)
            .count();
  }

  /// What an answer means for one request.
  ///
  /// @return its turn, or none where it waits on
  Optional<Turn> answered(Waiting waiting, Answer answer, long now) {
    return switch (answer) {
      case Answer.Granted granted -> {
        if (waiting.request.chatCost() > 0) {
          long ahead = granted.delay() + granted.chatTime() - granted.slot();
          accounts.put(waiting.request.account(), now + ahead);
        }
        yield Optional.empty();
      }
      case Answer.Later(var reason, var delay) -> later(waiting, reason, delay, now);
      case Answer.Done(var result) -> Optional.of(new Turn.Done(result));
      case Answer.Ambiguous() -> Optional.of(new Turn.Ambiguous());
      case Answer.Parked() -> Optional.of(new Turn.Behind());
    };
  }

  private Optional<Turn> later(Waiting waiting, Answer.Reason reason, long delay, long now) {
    if (reason == Answer.Reason.PAUSE && delay > LONG) {
      return Optional.of(new Turn.Paused(Duration.ofNanos(delay * 1_000)));
    }
    waiting.notBefore =
        switch (reason) {
          case PAUSE, CHAT -> now + delay;
          case HELD -> now + Math.min(delay, ASK_AGAIN);
          // bulk is asked for again all together
          case HORIZON -> waiting.request.rank() == Rank.BULK ? now : now + delay;
        };
    put(waiting);
    return Optional.empty();
  }

  /// The books are away: all wait, and are asked for again after a pause.
  void away(List<Waiting> batch, long until) {
    batch.stream().filter(it -> !it.isGone()).forEach(this::put);
    awayUntil = Optional.of(until);
  }

  /// All that wait.
  List<Waiting> all() {
    return Stream.of(soon, later, ready, blocked, pressing).flatMap(PriorityQueue::stream).toList();
  }

  /// How far ahead the bot's time is at least.
  ///
  /// @param doubt by how much the own knowledge may be too late
  long floor(long now, long doubt) {
    return Math.max(0, botTime.orElse(now) - now - doubt);
  }

  /// Whether replies wait for the bot's slots just now.
  boolean strict() {
    return strict;
  }

  /// Whether its chat takes a request now, as far as is known here.
  boolean free(Request request, long now) {
    return request.chatCost() == 0 || known(request).orElse(now) <= now;
  }
}
