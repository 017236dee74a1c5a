// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.audit;

import java.util.List;

/// How often something promised did not hold. Immutable.
///
/// @param count how often
/// @param examples the first few, in words
public record Violations(long count, List<String> examples) {
  public Violations {
    examples = List.copyOf(examples);
  }

  /// Whether the promise held.
  public boolean none() {
    return count == 0;
  }
}
