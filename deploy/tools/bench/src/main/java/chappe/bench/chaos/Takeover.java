// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import chappe.bench.chaos.Fleet.Kill;
import chappe.bench.chaos.Reports.Call;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How long the partitions of a killed process stood still: from the kill to the first output that
/// another process made for them. Pure.
final class Takeover {
  private static final double NANOS = 1e9;

  private Takeover() {}

  /// The longest, in seconds.
  ///
  /// @param calls those whose output readers see, by their end
  static double longest(List<Kill> kills, List<Call> calls) {
    return kills.stream().mapToDouble(kill -> after(kill, calls)).max().orElse(0);
  }

  private static double after(Kill kill, List<Call> calls) {
    Map<Integer, Call> last = new HashMap<>();
    for (Call call : calls) {
      if (call.end() <= kill.at()) {
        last.put(call.partition(), call);
      }
    }
    Set<Integer> taken = new HashSet<>();
    long longest = 0;
    for (Call call : calls) {
      Call before = last.get(call.partition());
      if (call.end() > kill.at()
          && !call.process().equals(kill.process())
          && before != null
          && before.process().equals(kill.process())
          && taken.add(call.partition())) {
        longest = call.end() - kill.at();
      }
    }
    return longest / NANOS;
  }
}
