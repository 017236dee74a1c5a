// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/// Several senders with one set of books in virtual time: rooms, round trips, late timers, lost
/// answers, 429s, crashes with redelivery, and clocks that step. All of it follows from the seed.
final class SimulatedSenders {
  static final GlobalLimit LIMIT = GlobalLimit.of(RateMode.STRICT, 30, 0, Duration.ofMillis(500));

  /// Kafka gives the partitions of a dead sender to another after so long.
  private static final long TAKEOVER = 8_000_000;

  private static final long LEASE = SlotOptions.LEASE.toNanos() / 1_000;

  final LimitsKept limits = new LimitsKept(30);
  final Map<String, Integer> sends = new HashMap<>();
  final Set<String> unknown = new HashSet<>();
  final Set<String> ended = new HashSet<>();
  final List<String> disorders = new ArrayList<>();
  long lastAt;
  int evaluations;

  private final Random random;
  private final Faults faults;
  private final BotBooks books = new BotBooks();
  private final PriorityQueue<Happening> happenings =
      new PriorityQueue<>(
          Comparator.<Happening>comparingLong(it -> it.at).thenComparingLong(it -> it.number));
  private final List<Sender> senders = new ArrayList<>();
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private long numbers;
  private long now = 1_000_000_000;
  private long step;
  private int lives;

  /// What goes wrong.
  ///
  /// @param marks whether marks are kept; without them the promise breaks
  /// @param speed how much faster than allowed is sent; over 1 the limits break
  record Faults(
      double lost, double refused, boolean crashes, long step, boolean marks, double speed) {
    static final Faults NONE = new Faults(0, 0, false, 0, true, 1);
  }

  private record Happening(long at, long number, Runnable what) {}

  /// The commands of one chat and rank, in their order.
  private static final class Line {
    final String chat;
    final Rank rank;
    final List<String> ids = new ArrayList<>();
    int next;
    int committed;
    Sender owner;
    boolean atMostOnce;

    Line(String chat, Rank rank, Sender owner) {
      this.chat = chat;
      this.rank = rank;
      this.owner = owner;
    }
  }

  private final class Sender {
    String name = "sender" + lives++;
    Room room = new Room(limit());
    boolean alive = true;
    boolean asking;
    long seen = Long.MIN_VALUE;
    final long offset = random.nextInt(1_000_000_000);

    long local() {
      return now + offset;
    }

    void look() {
      if (!alive || asking) {
        return;
      }
      var batch = room.batch(local());
      if (batch.isEmpty()) {
        room.next()
            .ifPresent(it -> after(Math.max(1, Math.min(it - local(), 1_000_000)), this::look));
        return;
      }
      asking = true;
      long floor = room.floor(local(), 20_000);
      after(200 + random.nextInt(2_000), () -> ask(batch, floor));
    }

    void ask(List<Waiting> batch, long floor) {
      if (!alive) {
        return;
      }
      evaluations++;
      var requests = batch.stream().map(it -> it.request).toList();
      var answers =
          books.answer(
              new Batch("demo", name, LEASE, limit(), floor, requests, Map.of()), now + step);
      after(200 + random.nextInt(2_000), () -> answered(batch, answers));
    }

    void answered(List<Waiting> batch, Answers answers) {
      if (!alive) {
        return;
      }
      asking = false;
      seen = local();
      var requests = batch.stream().map(it -> it.request).toList();
      boolean bulk = requests.stream().anyMatch(it -> it.rank() == Rank.BULK);
      room.answered(answers, bulk, Room.granted(requests, answers), local());
      for (int i = 0; i < batch.size(); i++) {
        var waiting = batch.get(i);
        var answer = answers.each().get(i);
        room.answered(waiting, answer, local()).ifPresent(it -> turn(waiting, it));
        if (answer instanceof Answer.Granted granted) {
          long at = now + granted.delay();
          long late =
              random.nextInt(100) == 0 ? 40_000 + random.nextInt(40_000) : random.nextInt(20_000);
          after(granted.delay() + late, () -> due(waiting.request, at));
        }
      }
      look();
    }

    void turn(Waiting waiting, Turn turn) {
      var line = line(waiting.request);
      switch (turn) {
        case Turn.Done _ -> end(line, waiting.request, false);
        case Turn.Ambiguous _ -> {
          unknown.add(waiting.request.id());
          if (line.atMostOnce) {
            end(line, waiting.request, true);
          } else {
            wait(line, waiting.request.repeated());
          }
        }
        case Turn.Paused _, Turn.Behind _, Turn.Expired _, Turn.Go _ ->
            throw new AssertionError(turn);
      }
    }

    void due(Request request, long at) {
      if (!alive) {
        return;
      }
      if (now - at > Slot.LATE || local() - seen > LEASE - Slot.LATE) {
        wait(line(request), request);
        return;
      }
      after(random.nextInt(9_000), () -> arrived(request));
    }

    /// The bytes reach Telegram, whether the sender lives on or not.
    void arrived(Request request) {
      lastAt = now;
      var line = line(request);
      if (random.nextDouble() < faults.refused()) {
        after(30_000, () -> refused(line, request));
        return;
      }
      limits.arrived(request.chat(), request.botCost(), true, now);
      if (sends.merge(request.id(), 1, Integer::sum) == 1) {
        int place = line.ids.indexOf(request.id());
        boolean early =
            place > 0
                && !sends.containsKey(line.ids.get(place - 1))
                && !unknown.contains(line.ids.get(place - 1));
        if (early) {
          disorders.add(request.id());
        }
      }
      boolean lost = random.nextDouble() < faults.lost();
      after(20_000 + random.nextInt(60_000), () -> answer(line, request, lost));
    }

    void refused(Line line, Request request) {
      books.pause(request.chat(), now + step + 3_000_000, now + step);
      if (alive) {
        wait(line, request);
      }
    }

    void answer(Line line, Request request, boolean lost) {
      if (!alive) {
        return;
      }
      if (lost) {
        unknown.add(request.id());
      }
      if (lost && !line.atMostOnce) {
        wait(line, request);
      } else {
        end(line, request, true);
      }
    }

    void wait(Line line, Request request) {
      if (alive && line.owner == this) {
        room.add(request, line.ids.size() - line.next - 1, local());
        look();
      }
    }

    void end(Line line, Request request, boolean marks) {
      if (line.owner != this) {
        return;
      }
      if (marks && faults.marks()) {
        books.done(request.id(), "done");
      }
      ended.add(request.id());
      int place = line.ids.indexOf(request.id()) + 1;
      line.next = place;
      // what is committed lags behind what is done
      after(50_000, () -> commit(line, place));
      begin(line);
    }

    void commit(Line line, int place) {
      if (alive && line.owner == this) {
        line.committed = Math.max(line.committed, place);
      }
    }

    void begin(Line line) {
      if (line.next < line.ids.size()) {
        wait(line, request(line, line.ids.get(line.next)));
      }
    }
  }

  SimulatedSenders(long seed, int count, Faults faults) {
    this.random = new Random(seed);
    this.faults = faults;
    for (int i = 0; i < count; i++) {
      senders.add(new Sender());
    }
    if (faults.crashes()) {
      after(5_000_000 + random.nextInt(5_000_000), this::crash);
    }
    if (faults.step() != 0) {
      after(10_000_000, () -> step = faults.step());
    }
  }

  private GlobalLimit limit() {
    return new GlobalLimit(
        LIMIT.mode(),
        Math.round(LIMIT.interval() / faults.speed()),
        LIMIT.replyInterval(),
        LIMIT.paidInterval(),
        LIMIT.horizon());
  }

  private void after(long time, Runnable what) {
    happenings.add(new Happening(now + time, numbers++, what));
  }

  private Line line(Request request) {
    return Optional.ofNullable(lines.get(request.rank() + request.chat())).orElseThrow();
  }

  /// Commands of a chat, all at once.
  void command(String chat, Rank rank, int count, boolean atMostOnce) {
    var line =
        lines.computeIfAbsent(
            rank + chat,
            _ -> new Line(chat, rank, senders.get(Math.floorMod(chat.hashCode(), senders.size()))));
    line.atMostOnce = atMostOnce;
    for (int i = 0; i < count; i++) {
      line.ids.add(rank + chat + "/" + line.ids.size());
    }
    after(0, () -> line.owner.begin(line));
  }

  private Request request(Line line, String id) {
    return new Request(
        id,
        "demo",
        line.rank,
        line.chat,
        line.chat,
        line.chat.startsWith("-") ? ChatLimit.GROUP : ChatLimit.PRIVATE,
        1,
        1,
        faults.marks(),
        false,
        false,
        false);
  }

  /// One sender dies; its chats go to another, from their committed places on.
  private void crash() {
    var dead = senders.get(random.nextInt(senders.size()));
    dead.alive = false;
    var heir = new Sender();
    senders.set(senders.indexOf(dead), heir);
    after(
        TAKEOVER,
        () ->
            lines.values().stream()
                .filter(it -> it.owner == dead)
                .forEach(
                    it -> {
                      it.owner = heir;
                      it.next = it.committed;
                      heir.begin(it);
                    }));
    if (lives < 12) {
      after(TAKEOVER + 5_000_000 + random.nextInt(10_000_000), this::crash);
    }
  }

  /// Runs until nothing happens any more.
  ///
  /// @return microseconds from the first to the last message
  long run() {
    long start = now;
    while (!happenings.isEmpty() && now - start < 3_600_000_000L) {
      var next = happenings.remove();
      now = next.at;
      next.what.run();
    }
    return lastAt - start;
  }

  /// All ids that were commanded.
  Set<String> commanded() {
    Set<String> all = new HashSet<>();
    lines.values().forEach(it -> all.addAll(it.ids));
    return all;
  }
}
