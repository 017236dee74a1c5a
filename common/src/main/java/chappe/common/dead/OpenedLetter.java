// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.dead;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A dead letter with all that it holds. Immutable.
///
/// @param headers in their order; the stack trace is one of them
/// @param value the record's bytes, which may hold a person's text; must not be changed
public record OpenedLetter(DeadLetter letter, Map<String, String> headers, byte[] value) {
  public OpenedLetter {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }
}
