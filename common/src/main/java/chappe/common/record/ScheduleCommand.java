// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

import chappe.common.json.Json;
import chappe.common.record.OutboundCommand.OnResult;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is to become of a job: the value of `chappe.schedules`, under the key of the chat that the
/// job belongs to, or of the job itself where it belongs to the whole bot. Immutable.
///
/// @param v version of this record, now 1
/// @param action what to do
/// @param job its id, unique within the key; null to list all jobs of the key
/// @param when it fires, to schedule or replace it; null otherwise
/// @param fires what happens then, to schedule or replace it; null otherwise
/// @param onResult who is told what became of this command ([Event.JobResult]); null: nobody
public record ScheduleCommand(
    int v,
    Action action,
    @Nullable String job,
    @Nullable When when,
    @Nullable Firing fires,
    @Nullable OnResult onResult) {
  /// The `type` header of these records.
  public static final String TYPE = "schedule";

  /// An id may have any characters but blanks and control characters.
  private static final Pattern ID = Pattern.compile("[^\\s\\p{Cntrl}]{1,200}");

  public ScheduleCommand {
    if ((job == null) != (action == Action.LIST)) {
      throw new IllegalArgumentException("a list is of all jobs, everything else of one");
    }
    if (job != null && !ID.matcher(job).matches()) {
      throw new IllegalArgumentException(
          "a job's id has 1 to 200 characters, none of them a blank: '" + job + "'");
    }
    boolean makes = action == Action.SCHEDULE || action == Action.REPLACE;
    if (makes != (when != null) || makes != (fires != null)) {
      throw new IllegalArgumentException(
          "a job that is made needs to know when and what it fires, and only that one");
    }
    if (action == Action.LIST && onResult == null) {
      throw new IllegalArgumentException("a list needs somebody who is told it");
    }
  }

  /// What is done to a job.
  public enum Action {
    /// It is made; where one of that id is there, that one is replaced.
    SCHEDULE,
    /// One of that id that is there is replaced; where there is none, nothing happens.
    REPLACE,
    /// It ends. A confirmed cancel never fires.
    CANCEL,
    /// It fires no more until it is resumed.
    PAUSE,
    /// It goes on; firings missed meanwhile are lost.
    RESUME,
    /// It fires now, once more; when it fires by itself does not change, nor how often.
    RUN_NOW,
    /// All jobs of the key are told.
    LIST
  }

  /// What becomes of firings that were missed, since nothing ran or the moment was past already.
  public enum Missed {
    /// One is made up for.
    ONCE,
    /// Each is made up for, up to a bound of the scheduler.
    ALL,
    /// None is.
    NONE
  }

  /// When a job fires: exactly one of `at`, `after`, `every`, `delay` and `cron`, the last three
  /// again and again.
  ///
  /// @param at once, at that moment
  /// @param after once, so long after the command's record (its `at` header)
  /// @param every at a fixed rate: first at `start`, else so long after the command's record; then
  ///   at multiples of it, however late a firing was
  /// @param delay first as with `every`; then so long after the firing before was released
  /// @param cron five fields (minute, hour, day of month, month, day of week), or six with the
  ///   second before them
  /// @param zone in which a cron expression is meant, such as `Europe/Paris`; null: UTC
  /// @param start before which it does not fire; null: none
  /// @param end from which on it fires no more, and is over; null: none
  /// @param most how often it fires before it is over; null: without end
  /// @param missed what becomes of missed firings; null: one is made up for
  public record When(
      @Nullable Instant at,
      @Nullable Duration after,
      @Nullable Duration every,
      @Nullable Duration delay,
      @Nullable String cron,
      @Nullable String zone,
      @Nullable Instant start,
      @Nullable Instant end,
      @Nullable Long most,
      @Nullable Missed missed) {
    public When {
      long given = Stream.of(at, after, every, delay, cron).filter(Objects::nonNull).count();
      if (given != 1) {
        throw new IllegalArgumentException(
            "exactly one of at, after, every, delay and cron says when");
      }
      if (zone != null && cron == null) {
        throw new IllegalArgumentException("only a cron expression has a zone");
      }
      if (after != null && after.isNegative()) {
        throw new IllegalArgumentException("a delay is not under zero");
      }
      if ((every != null && !every.isPositive()) || (delay != null && !delay.isPositive())) {
        throw new IllegalArgumentException("an interval is over zero");
      }
      boolean once = at != null || after != null;
      if (once && (start != null || end != null || most != null)) {
        throw new IllegalArgumentException("what fires once has no start, end and number");
      }
      if (most != null && most < 1) {
        throw new IllegalArgumentException("a job fires at least once");
      }
      if (start != null && end != null && !start.isBefore(end)) {
        throw new IllegalArgumentException("a job starts before it ends");
      }
    }

    /// Once, at a moment.
    public static When at(Instant moment) {
      return new When(moment, null, null, null, null, null, null, null, null, null);
    }

    /// Once, so long after the command.
    ///
    /// @param duration zero or more
    public static When after(Duration duration) {
      return new When(null, duration, null, null, null, null, null, null, null, null);
    }

    /// Again and again, at a fixed rate.
    ///
    /// @param interval over zero
    public static When every(Duration interval) {
      return new When(null, null, interval, null, null, null, null, null, null, null);
    }

    /// Again and again, so long after each firing.
    ///
    /// @param pause over zero
    public static When delay(Duration pause) {
      return new When(null, null, null, pause, null, null, null, null, null, null);
    }

    /// Again and again, as a cron expression says.
    ///
    /// @param zone such as `Europe/Paris`
    public static When cron(String expression, String zone) {
      return new When(null, null, null, null, expression, zone, null, null, null, null);
    }

    /// The same, not before a moment.
    public When from(Instant moment) {
      return new When(at, after, every, delay, cron, zone, moment, end, most, missed);
    }

    /// The same, before a moment only.
    public When until(Instant moment) {
      return new When(at, after, every, delay, cron, zone, start, moment, most, missed);
    }

    /// The same, so many times at most.
    public When times(long number) {
      return new When(at, after, every, delay, cron, zone, start, end, number, missed);
    }

    /// The same with a policy for missed firings.
    public When missed(Missed policy) {
      return new When(at, after, every, delay, cron, zone, start, end, most, policy);
    }
  }

  /// What a job does when it is due: exactly one of the two.
  ///
  /// @param command a Bot API call, under the job's key
  /// @param lane of the call: `reply` or `bulk`; null: `reply`
  /// @param event the name of the handler that is told ([Event.JobDue])
  /// @param data what that handler gets; null: nothing
  public record Firing(
      @Nullable OutboundCommand command,
      @Nullable String lane,
      @Nullable String event,
      @Nullable JsonNode data) {
    public Firing {
      if ((command == null) == (event == null)) {
        throw new IllegalArgumentException("a job makes a call or tells a handler");
      }
    }

    /// A Bot API call on the reply lane.
    public static Firing call(OutboundCommand command) {
      return new Firing(command, null, null, null);
    }

    /// An event for a handler.
    public static Firing event(String name, JsonNode data) {
      return new Firing(null, null, name, data);
    }

    /// What the handler gets; JSON null where it gets nothing.
    public JsonNode given() {
      return Optional.ofNullable(data).orElse(NullNode.getInstance());
    }
  }

  /// Makes a job, in place of one of the same id.
  public static ScheduleCommand schedule(String job, When when, Firing fires) {
    return new ScheduleCommand(1, Action.SCHEDULE, job, when, fires, null);
  }

  /// Does something to a job that is there.
  ///
  /// @param action neither [Action#SCHEDULE] nor [Action#REPLACE]
  /// @param job null to list them
  public static ScheduleCommand change(Action action, @Nullable String job) {
    return change(action, job, null);
  }

  /// The same, with somebody who is told.
  public static ScheduleCommand change(
      Action action, @Nullable String job, @Nullable OnResult onResult) {
    return new ScheduleCommand(1, action, job, null, null, onResult);
  }

  /// The same command with somebody who is told what became of it.
  public ScheduleCommand telling(OnResult told) {
    return new ScheduleCommand(v, action, job, when, fires, told);
  }

  /// The job that deletes messages.
  ///
  /// @param chat as the messages' command named it
  /// @param messages at least one; several of an album
  public static ScheduleCommand delete(JsonNode chat, List<Long> messages, Duration after) {
    var params = Json.object();
    params.set("chat_id", chat);
    if (messages.size() > 1) {
      params.set("message_ids", Json.tree(messages));
    } else {
      params.put("message_id", messages.getFirst());
    }
    return schedule(
        "delete_msg_" + chat.asText() + "_" + messages.getFirst(),
        When.after(after),
        Firing.call(
            OutboundCommand.of(messages.size() > 1 ? "deleteMessages" : "deleteMessage", params)));
  }
}
