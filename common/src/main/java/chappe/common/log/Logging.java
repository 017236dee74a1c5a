// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import chappe.common.settings.Environment;
import chappe.common.settings.GeneralSettings;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// Sets logging up. Before [#start] it is quiet and plain (see [FirstConfiguration]), after it as
/// the settings say: our own lines from `LOG_LEVEL` on, those of a bot's author likewise but no
/// finer than INFO, those of libraries from WARN on, and errors also to Sentry where there is an
/// address for them. Thread-safe; a second start replaces the first.
public final class Logging {
  // Prefixes of the libraries' loggers; a bot's author may use any other name.
  private static final String CONSUMER_OFFSETS =
      "org.apache.kafka.clients.consumer.internals.OffsetFetcherUtils";
  private static final String PRODUCER_SENDER =
      "org.apache.kafka.clients.producer.internals.Sender";
  private static final List<String> LIBRARIES =
      List.of(
          "com.github.kstyrc",
          "com.zaxxer",
          "io.netty",
          "io.sentry",
          "io.zonky",
          "kafka",
          "okhttp3",
          "org.apache.kafka",
          "org.eclipse.jetty",
          "org.hibernate",
          "org.jboss",
          "org.jdbi",
          "org.postgresql",
          "org.redisson",
          "reactor",
          "redis.embedded",
          "state.change.logger");

  private Logging() {}

  public static void start(GeneralSettings settings) {
    var level = Level.convertAnSLF4JLevel(settings.logLevel());
    set(
        (LoggerContext) LoggerFactory.getILoggerFactory(),
        level,
        settings.environment() != Environment.DEVELOPMENT);
    settings.sentry().target(settings.environment()).ifPresent(it -> report(it, settings));
  }

  private static void report(String dsn, GeneralSettings settings) {
    var reports =
        ErrorReports.to(
            dsn, settings.sentry().environment(settings.environment()), settings.instanceName());
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    reports.setContext(context);
    reports.start();
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(reports);
  }

  /// @param json JSON lines instead of plain ones
  static void set(LoggerContext context, Level level, boolean json) {
    context.reset();
    var lines = new Lines(json ? new JsonLine()::of : new PlainLine()::of);
    lines.setContext(context);
    lines.start();
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(lines);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    root.setLevel(atLeast(level, Level.INFO));
    LIBRARIES.forEach(it -> context.getLogger(it).setLevel(atLeast(level, Level.WARN)));
    // Its warnings are of requests that were answered 413: anybody could fill the log.
    context.getLogger("io.javalin").setLevel(Level.ERROR);
    // It says what failed and then throws the same.
    context.getLogger("org.flywaydb").setLevel(Level.OFF);
    // Answers still under way when a partition is let go, and requests that are sent again: no
    // news.
    context.getLogger(CONSUMER_OFFSETS).setLevel(Level.ERROR);
    context.getLogger(PRODUCER_SENDER).setLevel(Level.ERROR);
    context.getLogger("chappe").setLevel(level);
    // Drivers that log through java.util.logging come out here too, in the same form.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  private static Level atLeast(Level level, Level least) {
    return level.isGreaterOrEqual(least) ? level : least;
  }
}
