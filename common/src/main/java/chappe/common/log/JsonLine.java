// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import chappe.common.settings.Scrubber;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A line for a log store: one JSON object, the key-values beside `time`, `level`, `logger`,
/// `thread`, `message` and, with an exception, `error` (its class) and `stack`.
final class JsonLine {
  String of(ILoggingEvent event) {
    var line = JsonNodeFactory.instance.objectNode();
    line.put("time", event.getInstant().toString());
    line.put("level", event.getLevel().toString());
    line.put("logger", event.getLoggerName());
    line.put("thread", Scrubber.scrub(event.getThreadName()));
    line.put("message", Scrubber.scrub(event.getFormattedMessage()));
    KeyValues.of(event).forEach((key, value) -> put(line, key, value));
    if (event.getThrowableProxy() != null) {
      line.put("error", event.getThrowableProxy().getClassName());
      line.put("stack", Scrubber.scrub(ThrowableProxyUtil.asString(event.getThrowableProxy())));
    }
    return line + "\n";
  }

  private static void put(ObjectNode line, String key, Object value) {
    // A key-value never replaces a field of the line's own.
    String name = line.has(key) ? key + "_" : key;
    switch (value) {
      case Integer number -> line.put(name, number);
      case Long number -> line.put(name, number);
      case Double number -> line.put(name, number);
      case Boolean truth -> line.put(name, truth);
      default -> line.put(name, Scrubber.scrub(value.toString()));
    }
  }
}
