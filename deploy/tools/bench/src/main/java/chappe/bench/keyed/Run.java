// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import java.util.Map;

/// What one run of a contender is about. Immutable.
///
/// @param input the topic
/// @param records how many are in it
/// @param waitMillis how long the handler waits
/// @param more what only some contenders need
record Run(String input, int records, int waitMillis, Map<String, String> more) {
  static Run of(String input, int records) {
    return new Run(input, records, 0, Map.of());
  }

  Run waiting(int millis) {
    return new Run(input, records, millis, more);
  }

  Run with(Map<String, String> added) {
    return new Run(input, records, waitMillis, added);
  }
}
