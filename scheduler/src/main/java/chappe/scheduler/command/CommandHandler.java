// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.command;

import chappe.common.consumer.BadRecordException;
import chappe.common.consumer.Emitter;
import chappe.common.consumer.Received;
import chappe.common.consumer.RecordHandler;
import chappe.common.json.Json;
import chappe.common.json.UnreadableJson;
import chappe.common.record.Event.JobResult;
import chappe.common.record.Header;
import chappe.common.record.RecordKey;
import chappe.common.record.ScheduleCommand;
import chappe.common.record.Topic;
import chappe.scheduler.firing.Output;
import chappe.scheduler.store.Applied;
import chappe.scheduler.store.Job;
import chappe.scheduler.store.JobKey;
import chappe.scheduler.store.Place;
import chappe.scheduler.timing.InvalidJob;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Carries the commands of `chappe.schedules` out; who wants to know is told by an event. One that
/// cannot be carried out is answered with the reason, or becomes a dead letter where nobody wants
/// to know. Thread-safe.
final class CommandHandler implements RecordHandler {
  private final Jobs jobs;
  private final CommandMetrics metrics;
  private final InstantSource clock;

  CommandHandler(Jobs jobs, CommandMetrics metrics, InstantSource clock) {
    this.jobs = jobs;
    this.metrics = metrics;
    this.clock = clock;
  }

  /// What a command found.
  private record Answer(boolean found, List<Job> jobs) {}

  @Override
  public void handle(Received received, Emitter emitter)
      throws BadRecordException, InterruptedException {
    var command = read(received);
    try {
      var answer = answer(received, command, emitter);
      metrics.done(bot(received), command.action(), answer.found() ? "found" : "none");
      tell(command, emitter, answer, Optional.empty());
    } catch (InvalidJob e) {
      metrics.done(bot(received), command.action(), "refused");
      if (command.onResult() == null) {
        throw new BadRecordException(String.valueOf(e.getMessage()), e);
      }
      tell(command, emitter, new Answer(false, List.of()), Optional.ofNullable(e.getMessage()));
    }
  }

  private Answer answer(Received received, ScheduleCommand command, Emitter emitter)
      throws InvalidJob, InterruptedException {
    return switch (command.action()) {
      case SCHEDULE, REPLACE, CANCEL, PAUSE, RESUME -> changed(received, command);
      case RUN_NOW -> run(received, command, emitter);
      case LIST -> {
        var all = jobs.ofKey(received.key());
        yield new Answer(!all.isEmpty(), all);
      }
    };
  }

  private Answer changed(Received received, ScheduleCommand command)
      throws InvalidJob, InterruptedException {
    var change =
        Checked.of(
            received.key(), command, Place.of(received), commanded(received), clock.instant());
    return switch (jobs.apply(change)) {
      case Applied.Done(boolean found, var job) -> new Answer(found, job.stream().toList());
      case Applied.Refused(String reason) -> throw new InvalidJob(reason);
      case Applied.Busy _ -> throw new IllegalStateException("busy jobs are waited for");
    };
  }

  /// Fires in the command's own round: exactly once, and whatever the job's own next moment is.
  private Answer run(Received received, ScheduleCommand command, Emitter emitter) {
    var job = jobs.find(new JobKey(received.key(), Optional.ofNullable(command.job()).orElse("")));
    job.ifPresent(
        it -> {
          Instant at = commanded(received);
          String id =
              "%s:%s:%s@%d"
                  .formatted(
                      bot(received),
                      it.key().job(),
                      Place.of(received).version(),
                      at.toEpochMilli());
          var output = Output.of(it, id, at);
          emitter.emitAs(output.id(), output.topic(), output.key(), output.type(), output.value());
        });
    return new Answer(job.isPresent(), job.stream().toList());
  }

  private void tell(
      ScheduleCommand command, Emitter emitter, Answer answer, Optional<String> refused) {
    var told = command.onResult();
    if (told != null) {
      var event =
          new JobResult(
              1,
              told.name(),
              command.action(),
              command.job(),
              answer.found(),
              refused.orElse(null),
              answer.jobs().stream().map(this::shown).toList(),
              told.data());
      emitter.emit(Topic.EVENTS, RecordKey.parse(told.key()), event.type(), Json.bytes(event));
    }
  }

  private JobResult.Job shown(Job job) {
    return new JobResult.Job(
        job.key().job(),
        job.state() == Job.State.PAUSED,
        job.next(clock.instant()),
        job.fired(),
        job.does());
  }

  private static ScheduleCommand read(Received received) throws BadRecordException {
    if (!received.type().equals(ScheduleCommand.TYPE)) {
      throw new BadRecordException("the record's type is not " + ScheduleCommand.TYPE);
    }
    try {
      var _ = received.recordKey();
      return Json.read(received.value(), ScheduleCommand.class);
    } catch (UnreadableJson e) {
      throw new BadRecordException("the command cannot be read: " + reason(e), e);
    } catch (IllegalArgumentException e) {
      throw new BadRecordException("the record's key is none of ours", e);
    }
  }

  /// Our own words, where a value was refused by its record; of any other mistake the kind.
  private static String reason(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause.getClass() == IllegalArgumentException.class) {
        return String.valueOf(cause.getMessage());
      }
    }
    return "it does not fit its schema";
  }

  private static Instant commanded(Received received) {
    return Header.text(received.headers(), Header.AT)
        .filter(it -> it.matches("\\d{1,15}"))
        .map(it -> Instant.ofEpochMilli(Long.parseLong(it)))
        .orElseGet(() -> Instant.ofEpochMilli(received.timestamp()));
  }

  private static String bot(Received received) {
    return received.recordKey().bot();
  }
}
