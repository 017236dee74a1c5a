// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import chappe.common.audit.EveryOutputOnce;
import chappe.common.audit.OneAtATimePerKey;
import chappe.common.audit.OrderPerKey;
import chappe.common.audit.StateMovesOnce;
import chappe.common.audit.Violations;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Compares what came in with what came out. Not thread-safe.
final class Audit {
  private final EveryOutputOnce once = new EveryOutputOnce();
  private final OrderPerKey order = new OrderPerKey();
  private final OneAtATimePerKey oneAtATime = new OneAtATimePerKey();
  private final StateMovesOnce state = new StateMovesOnce();
  private long records;
  private final Map<Input, Long> places = new HashMap<>();
  private final Set<Input> answered = new HashSet<>();

  /// What was found.
  ///
  /// @param unasked outputs that no input asked for
  record Findings(
      Violations lost,
      Violations duplicated,
      Violations unasked,
      Violations disordered,
      Violations wrongState,
      Violations overlapping) {}

  /// An input as it stands in its topic, redeliveries too.
  void input(Input input) {
    records++;
    once.input(input.id());
    // not its number: a send that failed and was made up for by a redelivery comes late
    places.putIfAbsent(input, (long) places.size());
    state.input(input.key().toString(), input.lane().name(), input.name());
  }

  /// An output, in the order of its partition.
  void output(Output output) {
    Input input = output.input();
    once.output(input.id());
    Long place = places.get(input);
    if (place != null && answered.add(input)) {
      order.output(input.key() + " " + input.lane(), place);
    }
  }

  /// A call whose output readers see.
  void call(Reports.Call call) {
    oneAtATime.call(call.key(), new OneAtATimePerKey.Call(call.name(), call.start(), call.end()));
  }

  /// A chat's state at the end: the names of its inputs, in the order in which they moved it.
  void state(String key, List<String> names) {
    state.state(key, names);
  }

  /// How many records came in, redeliveries too.
  long records() {
    return records;
  }

  int inputs() {
    return once.inputs();
  }

  Findings findings() {
    EveryOutputOnce.Verdict outputs = once.verdict();
    return new Findings(
        outputs.lost(),
        outputs.duplicated(),
        outputs.unasked(),
        order.verdict(),
        state.verdict(),
        oneAtATime.verdict());
  }
}
