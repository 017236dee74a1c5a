// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.audit;

import java.util.ArrayList;
import java.util.List;

/// Counts violations and keeps the first few. Not thread-safe.
final class Tally {
  private static final int EXAMPLES = 10;

  private final List<String> examples = new ArrayList<>();
  private long count;

  void add(String example) {
    if (examples.size() < EXAMPLES) {
      examples.add(example);
    }
    count++;
  }

  Violations violations() {
    return new Violations(count, examples);
  }
}
