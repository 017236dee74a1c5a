// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.command;

import chappe.common.json.Json;
import chappe.common.record.ScheduleCommand;
import chappe.common.record.ScheduleCommand.Action;
import chappe.common.record.ScheduleCommand.Firing;
import chappe.common.record.ScheduleCommand.When;
import chappe.scheduler.store.Change;
import chappe.scheduler.store.Job;
import chappe.scheduler.store.JobKey;
import chappe.scheduler.store.Place;
import chappe.scheduler.timing.InvalidJob;
import chappe.scheduler.timing.Schedule;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Checks commands before anything is done, so that nothing is half scheduled: pure.
public final class Checked {
  /// What a job fires may have so many bytes of JSON.
  public static final int MOST_BYTES = 64 * 1024;

  private static final Pattern HANDLER = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final Set<String> LANES = Set.of("reply", "bulk");

  private Checked() {}

  /// A command for one job, checked.
  ///
  /// @param recordKey the command's key
  /// @param commanded its `at`
  /// @param now when it is carried out
  /// @throws InvalidJob with the reason, for the person who asked
  public static Change of(
      String recordKey, ScheduleCommand command, Place place, Instant commanded, Instant now)
      throws InvalidJob {
    var key = new JobKey(recordKey, id(Optional.ofNullable(command.job()).orElse("")));
    return new Change(key, place, command.action(), made(key, command, place, commanded), now);
  }

  private static Optional<Job> made(
      JobKey key, ScheduleCommand command, Place place, Instant commanded) throws InvalidJob {
    When when = command.when();
    Firing fires = command.fires();
    if (when == null || fires == null) {
      return Optional.empty();
    }
    var first = Schedule.of(when, commanded).first();
    if (first.isEmpty()) {
      throw new InvalidJob("the job would never fire: it ends before its first time");
    }
    return Optional.of(
        new Job(
            key,
            place.version(),
            place.partition(),
            place.offset(),
            false,
            Job.State.WAITING,
            first,
            0,
            Schedule.repeats(when),
            Schedule.policy(when),
            0,
            commanded,
            text(when),
            fires(fires)));
  }

  private static String id(String job) throws InvalidJob {
    for (int i = 0; i < job.length(); i += Character.charCount(job.codePointAt(i))) {
      if (Character.getType(job.codePointAt(i)) == Character.SURROGATE) {
        throw new InvalidJob("a job's id has half a character at " + (i + 1));
      }
    }
    return job;
  }

  private static String fires(Firing fires) throws InvalidJob {
    if (fires.event() != null && !HANDLER.matcher(fires.event()).matches()) {
      throw new InvalidJob(
          "a handler's name has 1 to 64 letters, digits, dots, hyphens or underscores");
    }
    if (fires.lane() != null && !LANES.contains(fires.lane())) {
      throw new InvalidJob("a job's call goes in the lane reply or bulk");
    }
    String text = text(fires);
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      throw new InvalidJob(
          "what a job fires has %d bytes; the most is %d".formatted(bytes, MOST_BYTES));
    }
    return text;
  }

  /// A value as its row has it.
  public static String text(Object value) throws InvalidJob {
    try {
      return new String(Json.bytes(value), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InvalidJob("what a job fires has half a character in a text");
    }
  }

  /// Whether an action is one for a job that is there.
  static boolean changes(Action action) {
    return switch (action) {
      case SCHEDULE, REPLACE, CANCEL, PAUSE, RESUME -> true;
      case RUN_NOW, LIST -> false;
    };
  }
}
