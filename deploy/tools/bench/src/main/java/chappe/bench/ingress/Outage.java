// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.ingress;

import chappe.bench.Figure;
import chappe.bench.Report;
import chappe.common.lifecycle.Closer;
import chappe.embedded.TemporaryFolder;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/// The broker is away for a while, under 1,000 updates a second.
final class Outage {
  private static final int PER_SECOND = 1_000;
  private static final int SOME = 2_000;
  private static final double LONGEST_RECOVERY_S = 5;
  private static final Duration STOP = Duration.ofSeconds(25);

  private final Report report;
  private final LongSupplier nanos;

  /// @param nanos monotonic clock
  Outage(Report report, LongSupplier nanos) {
    this.report = report;
    this.nanos = nanos;
  }

  /// Stops the broker for so many seconds; blocks for longer.
  ///
  /// @return whether there was no answer but 200 and 503, nothing is lost, and updates were taken
  ///   again in time
  boolean run(int seconds) throws InterruptedException {
    var awaited = new Awaited(nanos);
    try (var closer = new Closer()) {
      var folder = closer.add("folder", STOP, TemporaryFolder.make()).path();
      var broker = closer.add("broker", STOP, new Broker(folder));
      var hall = closer.add("hall", STOP, new Hall(broker, report));
      Poster poster = new Poster(hall.door().port(), PER_SECOND, nanos);
      double recovery;
      try (poster) {
        awaited.until("updates that are taken", () -> poster.answered().size() > SOME);
        broker.stop();
        report.say("  the broker is away for " + seconds + " s");
        awaited.pass(Duration.ofSeconds(seconds));
        broker.start();
        int before = poster.answered().size();
        recovery =
            awaited.until("updates that are taken again", () -> poster.answered().size() > before);
        awaited.until("many of them", () -> poster.answered().size() > before + SOME);
      }
      var stored = hall.stored();
      Set<String> lost = new HashSet<>(poster.answered());
      lost.removeAll(stored.ids());
      report.figure(
          Figure.of(IngressChaos.NAME, "lost_by_outage", lost.size(), "updates")
              .with("away_s", seconds)
              .with("answered_200", poster.answered().size())
              .with("answered_503", (double) poster.statuses().getOrDefault(503, 0L))
              .with("broken_requests", (double) poster.breaks()));
      report.figure(Figure.of(IngressChaos.NAME, "recovery_s", recovery, "s"));
      return lost.isEmpty()
          && poster.breaks() == 0
          && poster.statuses().keySet().equals(Set.of(200, 503))
          && recovery <= LONGEST_RECOVERY_S;
    }
  }
}
