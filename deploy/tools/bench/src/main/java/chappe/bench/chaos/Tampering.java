// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Falsifies what the auditor is shown, in one place: it must then say so. Pure.
public enum Tampering {
  /// Nothing: the run as it was.
  NOTHING,
  /// One output less.
  LOST,
  /// One output twice.
  DUPLICATED,
  /// Two outputs of one key in each other's place.
  DISORDERED,
  /// One move of a session less.
  WRONG_STATE,
  /// One call within another of its key.
  OVERLAPPING;

  List<Output> outputs(List<Output> seen) {
    List<Output> shown = new ArrayList<>(seen);
    switch (this) {
      case LOST -> shown.removeFirst();
      case DUPLICATED -> shown.add(shown.getFirst());
      case DISORDERED -> swapTwo(shown);
      case NOTHING, WRONG_STATE, OVERLAPPING -> {}
    }
    return shown;
  }

  private static void swapTwo(List<Output> shown) {
    Map<String, Integer> first = new HashMap<>();
    for (int at = 0; at < shown.size(); at++) {
      Input input = shown.get(at).input();
      Integer before = first.putIfAbsent(input.chat() + input.lane().name(), at);
      if (before != null) {
        Collections.swap(shown, before, at);
        return;
      }
    }
  }

  Map<String, List<String>> states(Map<String, List<String>> seen) {
    Map<String, List<String>> shown = new HashMap<>(seen);
    if (this == WRONG_STATE) {
      shown.computeIfPresent(
          shown.keySet().iterator().next(), (_, moves) -> moves.subList(0, moves.size() - 1));
    }
    return shown;
  }

  List<Reports.Call> calls(List<Reports.Call> seen) {
    List<Reports.Call> shown = new ArrayList<>(seen);
    if (this == OVERLAPPING) {
      Reports.Call victim = shown.getFirst();
      shown.add(
          new Reports.Call(
              victim.process() + "/within",
              victim.key(),
              victim.partition(),
              victim.start(),
              victim.end()));
    }
    return shown;
  }
}
