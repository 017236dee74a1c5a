// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.record.BotAnnouncement;
import chappe.common.record.Event.JobResult;
import chappe.common.record.OutboundCommand;
import chappe.common.record.ScheduleCommand;
import chappe.common.record.ScheduleCommand.Firing;
import chappe.common.record.ScheduleCommand.When;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One job of a bot in a test. Not thread-safe.
final class MemoryJob {
  private final When when;
  private final Firing fires;
  private @Nullable Instant nextAt;
  private long fired;
  private boolean paused;

  MemoryJob(When when, Firing fires, Instant now) {
    this.when = when;
    this.fires = fires;
    this.nextAt = inTime(first(now));
  }

  static MemoryJob of(ScheduleCommand command, Instant now) {
    return new MemoryJob(
        Objects.requireNonNull(command.when()), Objects.requireNonNull(command.fires()), now);
  }

  /// When a job of the bot itself fires.
  static When when(BotAnnouncement.Job job) {
    var at = job.at();
    var seconds = job.everySeconds();
    if (at != null) {
      var zone = Optional.ofNullable(job.zone()).map(ZoneId::getId).orElse("UTC");
      return When.cron(HandlerSchedule.daily(at), zone);
    }
    return When.every(Duration.ofSeconds(Objects.requireNonNull(seconds)));
  }

  Firing fires() {
    return fires;
  }

  /// When it fires next by itself; empty where it does not.
  Optional<Instant> dueAt() {
    return paused ? Optional.empty() : Optional.ofNullable(nextAt);
  }

  boolean isOver() {
    return nextAt == null;
  }

  void fire(Instant at) {
    fired++;
    Long most = when.most();
    nextAt = most != null && fired >= most ? null : inTime(after(at));
  }

  void pause() {
    paused = true;
  }

  void resume(Instant now) {
    paused = false;
    while (nextAt != null && !nextAt.isAfter(now)) {
      nextAt = inTime(after(nextAt));
    }
  }

  /// As a list tells it; empty where it is over.
  Optional<JobResult.Job> told(String job) {
    return Optional.ofNullable(nextAt).map(it -> new JobResult.Job(job, paused, it, fired, does()));
  }

  private String does() {
    return Optional.ofNullable(fires.command())
        .map(OutboundCommand::method)
        .orElseGet(() -> Objects.requireNonNull(fires.event()));
  }

  private @Nullable Instant first(Instant now) {
    var start = Optional.ofNullable(when.start()).filter(it -> it.isAfter(now));
    if (when.cron() != null) {
      // A moment later than just before it.
      return cron(start.orElse(now).minusNanos(start.isPresent() ? 1 : 0));
    }
    var once = Optional.ofNullable(when.at());
    var interval =
        Optional.ofNullable(when.after())
            .or(() -> Optional.ofNullable(when.every()))
            .or(() -> Optional.ofNullable(when.delay()));
    return once.or(() -> start).or(() -> interval.map(now::plus)).orElseThrow();
  }

  private @Nullable Instant after(Instant at) {
    var interval = when.every() == null ? when.delay() : when.every();
    return interval != null ? at.plus(interval) : when.cron() != null ? cron(at) : null;
  }

  private @Nullable Instant cron(Instant moment) {
    var zone = Optional.ofNullable(when.zone()).orElse("UTC");
    return MemoryCron.of(Objects.requireNonNull(when.cron()))
        .after(moment, ZoneId.of(zone))
        .orElse(null);
  }

  private @Nullable Instant inTime(@Nullable Instant at) {
    var end = when.end();
    return at != null && end != null && !at.isBefore(end) ? null : at;
  }
}
