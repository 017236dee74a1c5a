// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/// The state of a key moves exactly once for each of its inputs, in their order. Each handling
/// appends its input's name to the state, so the state is a list that shows what happened. Inputs
/// of one key may come by several streams: each stream's order stands, between streams any will do.
/// Not thread-safe.
public final class StateMovesOnce {
  /// Of each key: the streams, and what each brings in order.
  private final Map<String, Map<String, SequencedSet<String>>> expected = new HashMap<>();

  private final Map<String, List<String>> states = new HashMap<>();

  /// An input that must move the key's state, in the order of its stream; noting it again changes
  /// nothing.
  ///
  /// @param name of the input, unique within the key
  public void input(String key, String stream, String name) {
    expected
        .computeIfAbsent(key, _ -> new HashMap<>())
        .computeIfAbsent(stream, _ -> new LinkedHashSet<>())
        .add(name);
  }

  /// A key's state at the end.
  public void state(String key, List<String> names) {
    states.put(key, List.copyOf(names));
  }

  /// The keys whose state is not what its inputs make of it
  public Violations verdict() {
    Tally wrong = new Tally();
    Set<String> keys = new HashSet<>(expected.keySet());
    keys.addAll(states.keySet());
    for (String key : keys) {
      Map<String, SequencedSet<String>> streams = expected.getOrDefault(key, Map.of());
      List<String> state = states.getOrDefault(key, List.of());
      if (!isRight(streams, state)) {
        wrong.add("%s: %s, expected %s".formatted(key, state, streams));
      }
    }
    return wrong.violations();
  }

  private static boolean isRight(Map<String, SequencedSet<String>> streams, List<String> state) {
    int inputs = streams.values().stream().mapToInt(Set::size).sum();
    return inputs == state.size()
        && streams.values().stream()
            .allMatch(stream -> new ArrayList<>(stream).equals(only(stream, state)));
  }

  private static List<String> only(Set<String> stream, List<String> state) {
    return state.stream().filter(stream::contains).toList();
  }
}
