// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.ingress;

import java.util.Set;

/// A request that nobody should send, and the answers that are right for it. Immutable.
///
/// @param kind for the report
/// @param bytes all that is sent
/// @param right the statuses that are right; 0: the connection may end without an answer
record Attack(String kind, byte[] bytes, Set<Integer> right) {
  Attack {
    right = Set.copyOf(right);
  }
}
