// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.sender;

import chappe.bench.Figure;
import chappe.common.record.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// How much of the limits is used: a broadcast to private chats and groups, against the shortest
/// time that there is.
final class LimitUse {
  private static final int RATE = 30;
  private static final int CHATS = 400;
  private static final int GROUPS = 40;
  private static final long FIRST_CHAT = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Hall hall;
  private final Peers peers;

  LimitUse(Hall hall, Peers peers) {
    this.hall = hall;
    this.peers = peers;
  }

  /// @param part of the whole input, over 0, at most 1
  List<Figure> measure(int senders, double part) throws InterruptedException {
    hall.telegram.strict(true);
    var input = input(part);
    try (var _ = hall.senders(senders)) {
      warmUp();
      long after = hall.telegram.last();
      long evaluations = hall.redis.evaluations();
      input.forEach(chat -> hall.message(Topic.OUTBOUND_BULK, chat, "broadcast"));
      hall.flush();
      var arrived = hall.await(after, input.size(), PATIENCE);
      double evals = (double) (hall.redis.evaluations() - evaluations) / input.size();
      return figures(senders, input, arrived, evals);
    }
  }

  /// Some messages in other chats: neither sender nor Telegram is at its best before.
  private void warmUp() throws InterruptedException {
    long after = hall.telegram.last();
    for (int i = 0; i < 300; i++) {
      hall.message(Topic.OUTBOUND_BULK, 500_000 + i, "warm-up");
    }
    hall.flush();
    var _ = hall.await(after, 300, PATIENCE);
    hall.telegram.strict(true);
    Waiter.pause(Duration.ofSeconds(2));
  }

  private static List<Long> input(double part) {
    List<Long> chats = new ArrayList<>();
    for (int chat = 0; chat < CHATS * part; chat++) {
      chats.addAll(Collections.nCopies(5, FIRST_CHAT + chat));
    }
    for (int group = 1; group <= GROUPS * part; group++) {
      chats.addAll(Collections.nCopies(25, -FIRST_CHAT - group));
    }
    Collections.shuffle(chats, new Random(1));
    return chats;
  }

  private List<Figure> figures(
      int senders, List<Long> input, List<Telegram.Arrived> arrived, double evals)
      throws InterruptedException {
    var times =
        arrived.stream()
            .filter(it -> it.status() == 200)
            .map(Telegram.Arrived::at)
            .sorted()
            .toList();
    if (times.size() != input.size()) {
      throw new IllegalStateException(
          "%d messages were to be sent, and %d were".formatted(input.size(), times.size()));
    }
    Map<Long, Integer> counts = new HashMap<>();
    input.forEach(it -> counts.merge(it, 1, Integer::sum));
    double shortest =
        Optimum.seconds(
            counts.entrySet().stream()
                .map(it -> new Optimum.Chat(it.getValue(), it.getKey() < 0 ? 4 : 1))
                .toList(),
            RATE);
    double took = seconds(times.getFirst(), times.getLast());
    var bench = SenderBench.NAME;
    return List.of(
        Figure.of(bench, "limit_use_" + senders, shortest / took, "of the shortest time")
            .with("seconds", took)
            .with("shortest_seconds", shortest),
        Figure.of(bench, "rejected_429_" + senders, (double) hall.telegram.refused(), "calls"),
        peers.beside(
            Figure.of(bench, "evals_per_message_" + senders, evals, "evaluations"), evals));
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }
}
