// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Job;
import chappe.bot.JobChange;
import chappe.bot.Schedule;
import chappe.common.json.Json;
import chappe.common.record.RecordKey;
import chappe.common.record.ScheduleCommand;
import chappe.common.record.ScheduleCommand.Action;
import chappe.common.record.ScheduleCommand.When;
import chappe.common.record.Topic;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// What a handler wants to happen later. Confined to its call.
final class HandlerSchedule implements Schedule {
  // What stands in the fields is judged by the scheduler, which has the calendar.
  private static final Pattern CRON = Pattern.compile("\\s*(\\S+\\s+){4,5}\\S+\\s*");

  private final Outbox outbox;
  private final RecordKey key;
  private final Supplier<ObjectNode> address;
  private final Supplier<String> ids;
  private final int textLimit;

  /// @param key that the jobs belong to
  /// @param address where what they write goes
  /// @param ids the next id of a job that has no name
  HandlerSchedule(
      Outbox outbox,
      RecordKey key,
      Supplier<ObjectNode> address,
      Supplier<String> ids,
      int textLimit) {
    this.outbox = outbox;
    this.key = key;
    this.address = address;
    this.ids = ids;
    this.textLimit = textLimit;
  }

  RecordKey key() {
    return key;
  }

  Outbox outbox() {
    return outbox;
  }

  int textLimit() {
    return textLimit;
  }

  ObjectNode address() {
    return address.get();
  }

  @Override
  public Schedule in(long chat) {
    var other = RecordKey.chat(key.bot(), chat);
    return other.equals(key)
        ? this
        : new HandlerSchedule(
            outbox, other, () -> Json.object().put("chat_id", chat), ids, textLimit);
  }

  @Override
  public Job at(Instant moment) {
    return job(When.at(moment));
  }

  @Override
  public Job after(Duration delay) {
    return job(When.after(delay));
  }

  @Override
  public Job every(Duration interval) {
    return job(When.every(interval));
  }

  @Override
  public Job pausing(Duration pause) {
    return job(When.delay(pause));
  }

  @Override
  public Job cron(String expression, ZoneId zone) {
    if (!CRON.matcher(expression).matches()) {
      throw new IllegalArgumentException(
          "a cron expression has five fields, or six with the second before them: " + expression);
    }
    return job(When.cron(expression.strip(), zone.getId()));
  }

  @Override
  public Job daily(LocalTime time, ZoneId zone) {
    return cron(daily(time), zone);
  }

  /// A cron expression for every day at a time.
  static String daily(LocalTime time) {
    if (!time.equals(time.truncatedTo(ChronoUnit.SECONDS))) {
      throw new IllegalArgumentException("a daily job fires at a whole second: " + time);
    }
    return "%d %d %d * * *".formatted(time.getSecond(), time.getMinute(), time.getHour());
  }

  private Job job(When when) {
    return new JobDraft(this, when, ids.get());
  }

  @Override
  public JobChange cancel(String id) {
    return change(Action.CANCEL, id);
  }

  @Override
  public JobChange pause(String id) {
    return change(Action.PAUSE, id);
  }

  @Override
  public JobChange resume(String id) {
    return change(Action.RESUME, id);
  }

  @Override
  public JobChange runNow(String id) {
    return change(Action.RUN_NOW, id);
  }

  @Override
  public JobChange list(String name) {
    var told = outbox.told("job result", name, NullNode.getInstance());
    return add(ScheduleCommand.change(Action.LIST, null, told));
  }

  private JobChange change(Action action, String id) {
    return add(ScheduleCommand.change(action, id));
  }

  /// Lets a command leave when the handler has ended.
  JobChange add(ScheduleCommand command) {
    var change = new Change(command);
    outbox.add("a job", change);
    return change;
  }

  private final class Change implements JobChange, Parcel {
    private ScheduleCommand command;

    private Change(ScheduleCommand command) {
      this.command = command;
    }

    @Override
    public String id() {
      return Optional.ofNullable(command.job()).orElse("");
    }

    @Override
    public JobChange onResult(String name, Object data) {
      if (outbox.isClosed()) {
        throw new IllegalStateException("a job was changed after the handler had ended");
      }
      command = command.telling(outbox.told("job result", name, data));
      return this;
    }

    @Override
    public void leave(Post post) {
      var fires = command.fires();
      if (fires != null
          && fires.command() != null
          && fires.command().params() instanceof ObjectNode call) {
        post.shorten(key.bot(), call);
      }
      post.emit(Topic.SCHEDULES, key, ScheduleCommand.TYPE, command);
    }
  }
}
