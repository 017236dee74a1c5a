// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.audit;

import java.util.HashMap;
import java.util.Map;

/// The outputs of one key come in the order of their inputs. An output that is missing or comes
/// again is [EveryOutputOnce]'s. Not thread-safe.
public final class OrderPerKey {
  private final Map<String, Long> highest = new HashMap<>();
  private final Tally disordered = new Tally();

  /// The next output of a key, in the order in which readers see them.
  ///
  /// @param key what is in order: a key, or a key and the topic of the input
  /// @param sequence the input's place within the key
  public void output(String key, long sequence) {
    Long before = highest.merge(key, sequence, Math::max);
    if (before > sequence) {
      disordered.add("%s: %d after %d".formatted(key, sequence, before));
    }
  }

  public Violations verdict() {
    return disordered.violations();
  }
}
