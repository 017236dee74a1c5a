// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.record.CommandResult;
import chappe.common.telegram.ApiResult;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What the sender counts. No label has more values than there are bots, lanes, outcomes, or
/// [#METHODS] methods. Thread-safe.
final class SenderMetrics {
  /// Telegram has about 190 methods; a producer that invents names ends up in `other`.
  static final int METHODS = 256;

  private final Set<String> methods = ConcurrentHashMap.newKeySet();
  private final Counter calls;
  private final Histogram seconds;
  private final Counter commands;

  SenderMetrics(CollectorRegistry registry) {
    calls =
        Counter.build("chappe_sender_calls_total", "Calls of the Bot API by how they ended.")
            .labelNames("bot", "method", "outcome")
            .register(registry);
    seconds =
        Histogram.build("chappe_sender_call_seconds", "How long calls of the Bot API took.")
            .labelNames("bot")
            .buckets(.01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30)
            .register(registry);
    commands =
        Counter.build(
                "chappe_sender_commands_total",
                "Commands by how they ended: a result's outcome, or why one became a dead letter.")
            .labelNames("bot", "lane", "outcome")
            .register(registry);
  }

  void called(String bot, String method, ApiResult result, Duration took) {
    calls.labels(bot, known(method, result), result.outcome()).inc();
    seconds.labels(bot).observe(took.toNanos() / 1e9);
  }

  void ended(String bot, Lane lane, CommandResult.Outcome outcome) {
    commands.labels(bot, lane.label(), outcome.name().toLowerCase(Locale.ROOT)).inc();
  }

  /// A command that became a dead letter; whose it is may be what could not be read.
  void unsendable(Lane lane, String outcome) {
    commands.labels("other", lane.label(), outcome).inc();
  }

  /// A method is known once Telegram has carried it out.
  private String known(String method, ApiResult result) {
    if (result instanceof ApiResult.Sent && methods.size() < METHODS) {
      methods.add(method);
    }
    return methods.contains(method) ? method : "other";
  }
}
