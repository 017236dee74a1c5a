// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import chappe.bench.chaos.Fleet.Kill;
import chappe.bench.chaos.Reports.Call;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How long the partitions of a killed process stood still: from the kill to the first output that
/// another process made for them. Pure.
final class Takeover {
  private static final double NANOS = 1e9;

  private Takeover() {}

  /// @param calls those whose output readers see, by their end
  /// @return the longest, in seconds
  static double longest(List<Kill> kills, List<Call> calls) {
    return kills.stream().mapToDouble(kill -> after(kill, calls)).max().orElse(0);
  }

  private static double after(Kill kill, List<Call> calls) {
    Map<Integer, Call> last = new HashMap<>();
    Map<Integer, Long> first = new HashMap<>();
    for (Call call : calls) {
      if (call.end() <= kill.at()) {
        last.put(call.partition(), call);
      } else if (!call.process().equals(kill.process())) {
        first.putIfAbsent(call.partition(), call.end());
      }
    }
    return last.values().stream()
        .filter(call -> call.process().equals(kill.process()))
        .filter(call -> first.containsKey(call.partition()))
        .mapToDouble(call -> (first.get(call.partition()) - kill.at()) / NANOS)
        .max()
        .orElse(0);
  }
}
