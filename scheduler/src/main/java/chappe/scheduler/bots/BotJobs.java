// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.bots;

import chappe.common.record.BotAnnouncement;
import chappe.common.record.RecordKey;
import chappe.common.record.ScheduleCommand;
import chappe.common.record.ScheduleCommand.Action;
import chappe.common.record.ScheduleCommand.Firing;
import chappe.common.record.ScheduleCommand.When;
import chappe.scheduler.command.Checked;
import chappe.scheduler.store.Job;
import chappe.scheduler.timing.InvalidJob;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compares what a bot declares with what there is: pure. A job that is the same stays as it is,
/// with its next moment; one that is not declared any more ends.
final class BotJobs {
  private BotJobs() {}

  /// The commands that make the one into the other.
  ///
  /// @param declared of the bot; empty where the bot is gone
  /// @param there the bot's own jobs that are not over
  static List<ScheduleCommand> changes(
      String bot, Optional<BotAnnouncement> declared, List<Job> there) {
    Map<String, Job> known = new HashMap<>();
    there.stream().filter(it -> isDeclared(bot, it)).forEach(it -> known.put(it.key().job(), it));
    List<ScheduleCommand> commands = new ArrayList<>();
    Set<String> wanted = new HashSet<>();
    for (var job : declared.map(BotAnnouncement::jobs).orElse(List.of())) {
      wanted.add(job.id());
      var command =
          ScheduleCommand.schedule(
              job.id(), when(job), Firing.event(job.id(), NullNode.getInstance()));
      if (!isSame(command, Optional.ofNullable(known.get(job.id())))) {
        commands.add(command);
      }
    }
    known.keySet().stream()
        .filter(it -> !wanted.contains(it))
        .sorted()
        .forEach(it -> commands.add(ScheduleCommand.change(Action.CANCEL, it)));
    return commands;
  }

  /// A job that a handler of a bot's own job has made stands under that job's key, with another id.
  private static boolean isDeclared(String bot, Job job) {
    return job.key().recordKey().equals(RecordKey.job(bot, job.key().job()).toString());
  }

  private static When when(BotAnnouncement.Job job) {
    var at = job.at();
    var zone = job.zone();
    if (at != null && zone != null) {
      return When.cron(
          "%d %d %d * * *".formatted(at.getSecond(), at.getMinute(), at.getHour()), zone.getId());
    }
    return When.every(Duration.ofSeconds(Optional.ofNullable(job.everySeconds()).orElseThrow()));
  }

  private static boolean isSame(ScheduleCommand command, Optional<Job> job) {
    return job.filter(
            it ->
                it.timing().equals(text(command.when()))
                    && it.fires().equals(text(command.fires())))
        .isPresent();
  }

  private static String text(@Nullable Object value) {
    try {
      return Checked.text(Optional.ofNullable(value).orElseThrow());
    } catch (InvalidJob e) {
      throw new IllegalStateException(e);
    }
  }
}
