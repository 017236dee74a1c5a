// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.client.hotspot.DefaultExports;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.regex.Pattern;

/// The metrics of one service: a registry of its own, so that several services in one JVM stay
/// apart, with the JVM's figures and the four `bot_*` metrics. `command` and `handler` are names of
/// registered routes or `other`, never a user's text. Thread-safe.
public final class Metrics {
  /// The label value of whatever is no registered route.
  public static final String OTHER = "other";

  /// The media type of [#text].
  public static final String MEDIA_TYPE = TextFormat.CONTENT_TYPE_004;

  private final CollectorRegistry registry = new CollectorRegistry();
  private final Pattern names;
  private final Counter messages;
  private final Histogram response;
  private final Gauge activeUsers;
  private final Counter errors;

  /// @param service such as `ingress`
  public Metrics(String service) {
    this.names = Pattern.compile("(chappe_" + Pattern.quote(service) + "|bot)_[a-z0-9_]+");
    DefaultExports.register(registry);
    messages = counter("bot_messages_total", "updates handled", "bot", "command", "status");
    response = histogram("bot_response_seconds", "time that a handler took", "bot", "handler");
    activeUsers = gauge("bot_active_users", "users seen within 5 minutes", "bot");
    errors = counter("bot_errors_total", "handlers that failed", "bot", "error_type");
  }

  /// Counts an update.
  ///
  /// @param status such as `ok`
  public void message(String bot, String command, String status) {
    messages.labels(bot, command, status).inc();
  }

  /// Records how long a handler took.
  public void response(String bot, String handler, Duration took) {
    response.labels(bot, handler).observe(took.toNanos() / 1e9);
  }

  /// Sets how many users were seen within the last 5 minutes.
  public void activeUsers(String bot, long users) {
    activeUsers.labels(bot).set((double) users);
  }

  /// Counts a failure.
  ///
  /// @param type the simple name of an exception
  public void error(String bot, String type) {
    errors.labels(bot, type).inc();
  }

  /// Makes a counter of the service's own, once.
  ///
  /// @param name `chappe_{service}_…` or `bot_…`
  /// @throws IllegalArgumentException for another name, or one that is taken
  public Counter counter(String name, String help, String... labels) {
    return Counter.build(checked(name), help).labelNames(labels).register(registry);
  }

  /// Makes a gauge; see [#counter].
  public Gauge gauge(String name, String help, String... labels) {
    return Gauge.build(checked(name), help).labelNames(labels).register(registry);
  }

  /// Makes a histogram with the library's buckets (5 ms to 10 s); see [#counter].
  public Histogram histogram(String name, String help, String... labels) {
    return Histogram.build(checked(name), help).labelNames(labels).register(registry);
  }

  /// For what needs buckets of its own, and for tests that ask for a value.
  public CollectorRegistry registry() {
    return registry;
  }

  /// All values in Prometheus's text format.
  public String text() {
    var text = new StringWriter();
    try {
      TextFormat.write004(text, registry.metricFamilySamples());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private String checked(String name) {
    if (!names.matcher(name).matches()) {
      throw new IllegalArgumentException(name + " does not match " + names);
    }
    return name;
  }
}
