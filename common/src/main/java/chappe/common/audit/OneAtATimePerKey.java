// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// No two calls of the handler for one key overlap, whichever processes make them. All times come
/// from one monotonic clock. Not thread-safe.
///
/// A call whose results were dropped may overlap with its successor's elsewhere: its instance was
/// frozen or cut off and knew nothing of the successor. Such calls are not to be noted.
public final class OneAtATimePerKey {
  private final Map<String, List<Call>> calls = new HashMap<>();

  /// One call of the handler.
  ///
  /// @param name what tells it from others, for the verdict
  /// @param start monotonic nanoseconds
  /// @param end monotonic nanoseconds
  public record Call(String name, long start, long end) {}

  /// Notes a call whose results count.
  public void call(String key, Call call) {
    calls.computeIfAbsent(key, _ -> new ArrayList<>()).add(call);
  }

  public Violations verdict() {
    Tally overlapping = new Tally();
    calls.forEach((key, ofKey) -> check(key, ofKey, overlapping));
    return overlapping.violations();
  }

  private static void check(String key, List<Call> ofKey, Tally overlapping) {
    List<Call> inOrder = new ArrayList<>(ofKey);
    inOrder.sort(Comparator.comparingLong(Call::start));
    Call longest = inOrder.getFirst();
    for (Call call : inOrder.subList(1, inOrder.size())) {
      if (call.start() < longest.end()) {
        overlapping.add(
            "%s: %s began %d us before the end of %s"
                .formatted(
                    key, call.name(), (longest.end() - call.start()) / 1_000, longest.name()));
      }
      longest = call.end() > longest.end() ? call : longest;
    }
  }
}
