// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import chappe.common.settings.Scrubber;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// A line for a person at a terminal: time, level, logger's last part, message, key-values, stack
/// trace.
final class PlainLine {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  String of(ILoggingEvent event) {
    var line = new StringBuilder();
    line.append(TIME.format(event.getInstant()))
        .append(' ')
        .append(String.format("%-5s", event.getLevel()))
        .append(' ')
        .append(event.getLoggerName().substring(event.getLoggerName().lastIndexOf('.') + 1))
        .append(": ")
        .append(event.getFormattedMessage());
    KeyValues.of(event)
        .forEach((key, value) -> line.append(' ').append(key).append('=').append(value));
    line.append('\n');
    if (event.getThrowableProxy() != null) {
      line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return Scrubber.scrub(line.toString());
  }
}
