// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.json;

import java.util.List;

/// What could be read of a JSON object. Immutable.
///
/// @param value made of the fields that fit
/// @param leftOut the names of those that did not
public record Lenient<T>(T value, List<String> leftOut) {
  public Lenient {
    leftOut = List.copyOf(leftOut);
  }
}
