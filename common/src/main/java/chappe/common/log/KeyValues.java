// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/// The structured part of an event (`addKeyValue`), in its order; the last of a key counts.
final class KeyValues {
  private KeyValues() {}

  static Map<String, Object> of(ILoggingEvent event) {
    Map<String, Object> all = new LinkedHashMap<>();
    if (event.getKeyValuePairs() != null) {
      event.getKeyValuePairs().forEach(it -> all.put(it.key, it.value == null ? "null" : it.value));
    }
    return all;
  }
}
