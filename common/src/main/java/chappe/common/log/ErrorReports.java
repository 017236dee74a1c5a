// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import chappe.common.settings.Scrubber;
import io.sentry.SentryEvent;
import io.sentry.SentryOptions;
import io.sentry.logback.SentryAppender;
import io.sentry.protocol.Message;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Sends ERROR lines to Sentry. A report leaves the house, so it holds only what a program wrote:
/// the line without its arguments, the types and frames of its exceptions without their messages
/// (either may quote a person), numbers, and a few key-values that are names of ours. It is sent
/// from a thread and a bounded queue of Sentry's own: where Sentry is slow or away, reports are
/// dropped and nothing waits.
final class ErrorReports extends SentryAppender {
  /// Key-values that are sent though they are no numbers.
  private static final Set<String> NAMES =
      Set.of("bot", "error_type", "function", "handler", "method", "name", "topic", "type");

  /// @param dsn where reports go
  /// @param environment what they name as theirs
  /// @param instance this process among those of its service
  static ErrorReports to(String dsn, String environment, String instance) {
    var options = new SentryOptions();
    options.setDsn(dsn);
    options.setEnvironment(environment);
    options.setServerName(instance);
    options.setAttachServerName(false);
    options.setSendDefaultPii(false);
    options.setSendModules(false);
    options.setMaxBreadcrumbs(0);
    // a thread's end is a line of ours already
    options.setEnableUncaughtExceptionHandler(false);
    options.setEnableAutoSessionTracking(false);
    options.setBeforeSend((event, _) -> scrubbed(event));
    var reports = new ErrorReports();
    reports.setName("error reports");
    reports.setOptions(options);
    reports.setMinimumEventLevel(Level.ERROR);
    reports.setMinimumBreadcrumbLevel(Level.OFF);
    return reports;
  }

  @Override
  protected SentryEvent createEvent(ILoggingEvent line) {
    var event = super.createEvent(line);
    var message = new Message();
    message.setMessage(Scrubber.scrub(line.getMessage()));
    event.setMessage(message);
    Map<String, Object> extras = new HashMap<>();
    KeyValues.of(line)
        .forEach(
            (key, value) -> {
              if (value instanceof Number || value instanceof Boolean) {
                extras.put(key, value);
              } else if (NAMES.contains(key)) {
                extras.put(key, Scrubber.scrub(value.toString()));
              }
            });
    event.setExtras(extras);
    return event;
  }

  /// The last look, after Sentry has added what it knows.
  private static SentryEvent scrubbed(SentryEvent event) {
    Optional.ofNullable(event.getExceptions())
        .ifPresent(exceptions -> exceptions.forEach(it -> it.setValue(null)));
    event.setBreadcrumbs(null);
    event.setUser(null);
    event.setRequest(null);
    event.getContexts().remove("MDC");
    return event;
  }
}
