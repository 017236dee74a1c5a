// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.ingress;

import chappe.bench.Figure;
import chappe.bench.Report;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/// `kill -9` of the door under 1,000 updates a second, again and again.
final class Kills {
  private static final int PER_SECOND = 1_000;

  /// What the door must have taken before it is killed again.
  private static final int BETWEEN = 1_500;

  private final Report report;
  private final LongSupplier nanos;

  /// @param nanos monotonic clock
  Kills(Report report, LongSupplier nanos) {
    this.report = report;
    this.nanos = nanos;
  }

  /// Kills it so often; blocks for some seconds each time.
  ///
  /// @return whether every update that was answered 200 is in the topic
  boolean run(int kills) throws InterruptedException {
    var awaited = new Awaited(nanos);
    try (var hall = new Hall(report)) {
      var door = hall.door();
      var port = Map.of("INGRESS_PORT", Integer.toString(door.port()));
      Poster poster = new Poster(door.port(), PER_SECOND, nanos);
      try (poster) {
        for (int kill = 1; kill <= kills; kill++) {
          awaitMore(awaited, poster);
          door.kill();
          door = hall.door(port);
          report.say(
              "  kill %d: %d updates were answered 200".formatted(kill, poster.answered().size()));
        }
        awaitMore(awaited, poster);
        awaited.pass(Duration.ofSeconds(1));
      }
      var stored = hall.stored();
      Set<String> lost = new HashSet<>(poster.answered());
      lost.removeAll(stored.ids());
      report.figure(
          Figure.of(IngressChaos.NAME, "lost_by_kills", (double) lost.size(), "updates")
              .with("kills", kills)
              .with("answered_200", poster.answered().size())
              .with("broken_requests", (double) poster.breaks())
              .with("repeats", (double) (stored.records() - stored.ids().size())));
      return lost.isEmpty();
    }
  }

  private static void awaitMore(Awaited awaited, Poster poster) {
    int before = poster.answered().size();
    awaited.until("updates that are taken", () -> poster.answered().size() > before + BETWEEN);
  }
}
