// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.ingress;

import chappe.bench.Report;
import java.util.Set;
import java.util.function.LongSupplier;

/// What happens to doors, done to them on purpose, and what became of the updates.
public final class IngressChaos {
  static final String NAME = "ingress-chaos";

  private final Report report;
  private final LongSupplier nanos;

  /// What is done, and how much of it.
  ///
  /// @param trials their names, of [#TRIALS]
  /// @param kills how often the door is killed
  /// @param awaySeconds how long the broker is away
  /// @param graceSeconds for how long the old secret must not have been used
  public record Plan(Set<String> trials, int kills, int awaySeconds, int graceSeconds) {}

  /// All that can be done.
  public static final Set<String> TRIALS = Set.of("kills", "outage", "takeover", "rotation");

  /// @param nanos monotonic clock
  public IngressChaos(Report report, LongSupplier nanos) {
    this.report = report;
    this.nanos = nanos;
  }

  /// Does it and prints what came of it; blocks for minutes.
  ///
  /// @return whether every promise was kept
  public boolean run(Plan plan) {
    boolean kept = true;
    try {
      if (plan.trials.contains("kills")) {
        kept &= new Kills(report, nanos).run(plan.kills);
      }
      if (plan.trials.contains("outage")) {
        kept &= new Outage(report, nanos).run(plan.awaySeconds);
      }
      if (plan.trials.contains("takeover")) {
        kept &= new Takeover(report, nanos).run();
      }
      if (plan.trials.contains("rotation")) {
        kept &= new RotationTrial(report, nanos).run(plan.graceSeconds);
      }
      return kept;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
