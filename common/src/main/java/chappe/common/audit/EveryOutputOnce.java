// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.audit;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Each input has its output exactly once. Not thread-safe.
public final class EveryOutputOnce {
  private final Map<String, Integer> outputs = new LinkedHashMap<>();
  private final Map<String, Integer> unasked = new HashMap<>();

  /// What was found.
  ///
  /// @param lost inputs without an output
  /// @param duplicated outputs beyond an input's first
  /// @param unasked outputs that no input asked for
  public record Verdict(Violations lost, Violations duplicated, Violations unasked) {
    /// Whether the guarantee held.
    public boolean holds() {
      return lost.none() && duplicated.none() && unasked.none();
    }
  }

  /// An input that must have an output; noting it again, as at a redelivery, changes nothing.
  public void input(String id) {
    Integer early = unasked.remove(id);
    outputs.merge(id, early == null ? 0 : early, Integer::sum);
  }

  /// An output that readers see.
  ///
  /// @param input the id of the input that it answers
  public void output(String input) {
    if (outputs.computeIfPresent(input, (_, seen) -> seen + 1) == null) {
      unasked.merge(input, 1, Integer::sum);
    }
  }

  /// How many different inputs were noted.
  public int inputs() {
    return outputs.size();
  }

  public Verdict verdict() {
    Tally lost = new Tally();
    Tally duplicated = new Tally();
    Tally strange = new Tally();
    outputs.forEach(
        (id, seen) -> {
          if (seen == 0) {
            lost.add(id);
          }
          for (int copy = 2; copy <= seen; copy++) {
            duplicated.add(id + ", output " + copy);
          }
        });
    unasked.forEach((id, _) -> strange.add(id));
    return new Verdict(lost.violations(), duplicated.violations(), strange.violations());
  }
}
