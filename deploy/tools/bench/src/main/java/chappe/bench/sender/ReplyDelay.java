// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.sender;

import chappe.bench.Figure;
import chappe.bench.Statistics;
import chappe.common.record.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How long a reply takes from its topic to Telegram while a broadcast drains.
final class ReplyDelay {
  private static final int BROADCAST = 50_000;
  private static final int REPLIES = 400;
  private static final long FIRST_CHAT = 2_000_000;
  private static final long FIRST_ANSWERED = 9_000_000;
  private static final Duration BETWEEN = Duration.ofMillis(100);

  private final Hall hall;
  private final InstantSource clock;

  ReplyDelay(Hall hall, InstantSource clock) {
    this.hall = hall;
    this.clock = clock;
  }

  /// @param part of the whole input, over 0, at most 1
  List<Figure> measure(int senders, double part) throws InterruptedException {
    hall.telegram.strict(true);
    int broadcast = (int) (BROADCAST * part);
    int replies = (int) (REPLIES * part);
    try (var _ = hall.senders(senders)) {
      long after = hall.telegram.last();
      for (int i = 0; i < broadcast; i++) {
        hall.message(Topic.OUTBOUND_BULK, FIRST_CHAT + i % 25_000, "broadcast");
      }
      hall.flush();
      var _ = hall.await(after, 300, Duration.ofMinutes(2));
      Map<String, Instant> sent = new HashMap<>();
      for (int i = 0; i < replies; i++) {
        hall.telegram.said(Hall.BOT, FIRST_ANSWERED + i);
        Waiter.pause(BETWEEN);
        sent.put("reply " + i, clock.instant());
        hall.message(Topic.OUTBOUND_REPLY, FIRST_ANSWERED + i, "reply " + i);
        hall.flush();
      }
      Waiter.pause(Duration.ofSeconds(3));
      return figures(senders, broadcast, sent, hall.telegram.messages(after));
    }
  }

  private List<Figure> figures(
      int senders, int broadcast, Map<String, Instant> sent, List<Telegram.Arrived> arrived)
      throws InterruptedException {
    double[] delays =
        arrived.stream()
            .filter(it -> it.status() == 200 && sent.containsKey(it.text()))
            .mapToDouble(it -> Duration.between(sent.get(it.text()), it.at()).toNanos() / 1e6)
            .toArray();
    if (delays.length != sent.size()) {
      throw new IllegalStateException(
          "%d replies were to be sent, and %d were".formatted(sent.size(), delays.length));
    }
    long bulk = arrived.stream().filter(it -> it.text().equals("broadcast")).count();
    double seconds =
        Duration.between(arrived.getFirst().at(), arrived.getLast().at()).toNanos() / 1e9;
    // in one line for all, a reply stands behind what is left of the broadcast
    double line = (broadcast - bulk) / (bulk / seconds) * 1_000;
    return List.of(
        figure("reply_under_bulk_p50_ms_" + senders, delays, 0.5, line),
        figure("reply_under_bulk_p99_ms_" + senders, delays, 0.99, line)
            .with("rejected_429", (double) hall.telegram.refused())
            .with("bulk_per_second", bulk / seconds));
  }

  private static Figure figure(String name, double[] delays, double share, double line) {
    double value = Statistics.percentile(delays, share);
    return new Figure(
        SenderBench.NAME,
        name,
        value,
        "ms",
        Optional.of(new Figure.Reference("single_fifo", line, value / line)),
        Map.of());
  }
}
