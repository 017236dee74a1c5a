// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.chat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes maps that forget their oldest entry when they are full.
final class Bounded {
  private Bounded() {}

  /// An empty map. Thread-safe for single operations.
  static <K, V> Map<K, V> map(int max) {
    return Collections.synchronizedMap(
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > max;
          }
        });
  }
}
