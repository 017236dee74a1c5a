// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is to become of a job: the value of `chappe.schedules`, under the key of the chat that the
/// job belongs to, or of the job itself where it belongs to the whole bot. Immutable.
///
/// @param v version of this record, now 1
/// @param action what to do
/// @param job its id, unique within the key
/// @param when it fires, to schedule or replace it; null otherwise
/// @param fires what happens then, to schedule or replace it; null otherwise
public record ScheduleCommand(
    int v, Action action, String job, @Nullable When when, @Nullable Firing fires) {
  /// The `type` header of these records.
  public static final String TYPE = "schedule";

  public ScheduleCommand {
    if (job.isEmpty() || job.length() > MAX_ID) {
      throw new IllegalArgumentException("a job's id has 1 to " + MAX_ID + " characters");
    }
    boolean makes = action == Action.SCHEDULE || action == Action.REPLACE;
    if (makes != (when != null) || makes != (fires != null)) {
      throw new IllegalArgumentException(
          "a job that is made needs to know when and what it fires, and only that one");
    }
  }

  private static final int MAX_ID = 200;

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
    RESUME
  }

  /// When a job fires: exactly one of `at`, `after`, `every` and `cron`.
  ///
  /// @param at once, at that moment
  /// @param after once, so long after the command's record (its `at` header)
  /// @param every again and again, first so long after the command's record
  /// @param cron again and again: five fields (minute, hour, day of month, month, day of week)
  /// @param zone in which a cron expression is meant, such as `Europe/Paris`; null: UTC
  public record When(
      @Nullable Instant at,
      @Nullable Duration after,
      @Nullable Duration every,
      @Nullable String cron,
      @Nullable String zone) {
    public When {
      int given = (at == null ? 0 : 1) + (after == null ? 0 : 1) + (every == null ? 0 : 1);
      if (given + (cron == null ? 0 : 1) != 1) {
        throw new IllegalArgumentException("exactly one of at, after, every and cron says when");
      }
      if (zone != null && cron == null) {
        throw new IllegalArgumentException("only a cron expression has a zone");
      }
      if (every != null && !every.isPositive()) {
        throw new IllegalArgumentException("an interval is over zero");
      }
    }

    /// Once, at a moment.
    public static When at(Instant moment) {
      return new When(moment, null, null, null, null);
    }

    /// Once, so long after the command.
    ///
    /// @param duration zero or more
    public static When after(Duration duration) {
      return new When(null, duration, null, null, null);
    }

    /// Again and again.
    ///
    /// @param interval over zero
    public static When every(Duration interval) {
      return new When(null, null, interval, null, null);
    }

    /// Again and again, as a cron expression says.
    ///
    /// @param zone such as `Europe/Paris`
    public static When cron(String expression, String zone) {
      return new When(null, null, null, expression, zone);
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
    return new ScheduleCommand(1, Action.SCHEDULE, job, when, fires);
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
