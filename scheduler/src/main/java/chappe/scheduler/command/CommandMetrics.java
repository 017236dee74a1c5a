// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.command;

import chappe.common.metrics.Metrics;
import chappe.common.record.ScheduleCommand.Action;
import io.prometheus.client.Counter;
import java.util.Locale;

/// What is counted of commands. No label has more values than there are bots. Thread-safe.
final class CommandMetrics {
  private final Counter commands;

  CommandMetrics(Metrics metrics) {
    commands =
        metrics.counter(
            "chappe_scheduler_commands_total",
            "commands for jobs: cancelled ones are those of the action cancel that found one",
            "bot",
            "action",
            "outcome");
  }

  void done(String bot, Action action, String outcome) {
    commands.labels(bot, action.name().toLowerCase(Locale.ROOT), outcome).inc();
  }
}
