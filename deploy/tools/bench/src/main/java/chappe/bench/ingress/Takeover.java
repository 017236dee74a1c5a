// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.ingress;

import chappe.bench.Figure;
import chappe.bench.Report;
import chappe.simulator.Simulator;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/// Two doors poll for one bot, and the one that has the lease is killed with `kill -9`.
final class Takeover {
  private static final int SOME = 300;
  private static final double LONGEST_S = 10;

  private final Report report;
  private final LongSupplier nanos;

  /// @param nanos monotonic clock
  Takeover(Report report, LongSupplier nanos) {
    this.report = report;
    this.nanos = nanos;
  }

  /// Kills it; blocks for half a minute.
  ///
  /// @return whether the other took over in time and nothing is lost
  boolean run() throws InterruptedException {
    var awaited = new Awaited(nanos);
    try (var hall = new Hall(report);
        var telegram = Simulator.start()) {
      var first = hall.door(polling(telegram, "one"));
      var second = hall.door(polling(telegram, "two"));
      Chatter chatter = new Chatter(telegram, Hall.TOKEN, 200, nanos);
      double took;
      try (chatter) {
        awaited.until("updates that are stored", () -> hall.inTopic() > SOME);
        boolean isFirst = polls(first);
        if (isFirst == polls(second)) {
          throw new IllegalStateException("not exactly one of them polls");
        }
        (isFirst ? first : second).kill();
        awaited.pass(Duration.ofMillis(200));
        long before = hall.inTopic();
        took =
            awaited.until("the other's updates", () -> hall.inTopic() > before)
                + Duration.ofMillis(200).toMillis() / 1e3;
        report.say("  taken over after %.1f s".formatted(took));
        awaited.until("many of them", () -> hall.inTopic() > before + SOME);
      }
      awaited.until("all to be confirmed", () -> telegram.pending(Hall.TOKEN) == 0);
      var stored = hall.stored();
      Set<String> lost = new HashSet<>(chatter.said());
      lost.removeAll(stored.ids());
      report.figure(Figure.of(IngressChaos.NAME, "takeover_s", took, "s"));
      report.figure(
          Figure.of(IngressChaos.NAME, "lost_by_takeover", lost.size(), "updates")
              .with("said", chatter.said().size())
              .with("repeats_with_the_same_id", (double) (stored.records() - stored.ids().size())));
      return lost.isEmpty() && took <= LONGEST_S && stored.ids().size() == chatter.said().size();
    }
  }

  private static Map<String, String> polling(Simulator telegram, String name) {
    return Map.of(
        "TELEGRAM_MODE",
        "polling",
        "TELEGRAM_API_URL",
        telegram.url().toString(),
        "INSTANCE_NAME",
        name);
  }

  private static boolean polls(DoorProcess door) throws InterruptedException {
    try {
      return door.metric("chappe_ingress_polls{") == 1;
    } catch (IOException e) {
      throw new IllegalStateException("a door does not answer", e);
    }
  }
}
