// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.record.BotAnnouncement;
import chappe.common.record.Event.JobDue;
import chappe.common.record.Event.JobResult;
import chappe.common.record.RecordKey;
import chappe.common.record.ScheduleCommand;
import chappe.common.record.ScheduleCommand.Action;
import chappe.common.record.ScheduleCommand.Firing;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/// The jobs of a bot in a test, which fire as the test lets the time pass. Not thread-safe.
final class MemorySchedule {
  private final Map<Name, MemoryJob> jobs = new LinkedHashMap<>();
  private final Queue<Fired> atOnce = new ArrayDeque<>();
  private int count;

  private record Name(RecordKey key, String job) {}

  /// A job that fires.
  ///
  /// @param id of what it puts on the line
  record Fired(RecordKey key, String id, String job, Instant dueAt, Firing fires) {
    /// What the handler is told, where it is one that is told.
    Optional<JobDue> event() {
      return Optional.ofNullable(fires.event())
          .map(it -> new JobDue(1, it, job, dueAt, fires.given()));
    }
  }

  /// Takes over the jobs of the bot itself.
  void declare(String bot, List<BotAnnouncement.Job> declared, Instant now) {
    for (BotAnnouncement.Job job : declared) {
      jobs.put(
          new Name(RecordKey.job(bot, job.id()), job.id()),
          new MemoryJob(MemoryJob.when(job), Firing.event(job.id(), NullNode.getInstance()), now));
    }
  }

  /// Does what a command asks for.
  ///
  /// @return what is told, where somebody is
  Optional<JobResult> take(RecordKey key, ScheduleCommand command, Instant now) {
    var job = Optional.ofNullable(command.job()).orElse("");
    var name = new Name(key, job);
    boolean found = command.action() == Action.LIST ? !list(key).isEmpty() : jobs.containsKey(name);
    switch (command.action()) {
      case SCHEDULE -> jobs.put(name, MemoryJob.of(command, now));
      case REPLACE -> jobs.computeIfPresent(name, (_, _) -> MemoryJob.of(command, now));
      case CANCEL -> jobs.remove(name);
      case PAUSE -> Optional.ofNullable(jobs.get(name)).ifPresent(MemoryJob::pause);
      case RESUME -> Optional.ofNullable(jobs.get(name)).ifPresent(it -> it.resume(now));
      case RUN_NOW ->
          Optional.ofNullable(jobs.get(name)).ifPresent(it -> atOnce.add(fired(name, it, now)));
      case LIST -> {
        // Only told.
      }
    }
    return Optional.ofNullable(command.onResult())
        .map(
            it ->
                new JobResult(
                    1,
                    it.name(),
                    command.action(),
                    command.job(),
                    found,
                    null,
                    list(key).stream()
                        .filter(one -> job.isEmpty() || one.job().equals(job))
                        .toList(),
                    it.data()));
  }

  private List<JobResult.Job> list(RecordKey key) {
    return jobs.entrySet().stream()
        .filter(it -> it.getKey().key().equals(key))
        .flatMap(it -> it.getValue().told(it.getKey().job()).stream())
        .toList();
  }

  /// The next job that fires until then, as if the time had come.
  Optional<Fired> next(Instant until) {
    if (!atOnce.isEmpty()) {
      return Optional.of(atOnce.remove());
    }
    var due =
        jobs.entrySet().stream()
            .filter(it -> it.getValue().dueAt().filter(at -> !at.isAfter(until)).isPresent())
            .min(Comparator.comparing(it -> it.getValue().dueAt().orElseThrow()));
    return due.map(
        it -> {
          var at = it.getValue().dueAt().orElseThrow();
          it.getValue().fire(at);
          if (it.getValue().isOver()) {
            jobs.remove(it.getKey());
          }
          return fired(it.getKey(), it.getValue(), at);
        });
  }

  private Fired fired(Name name, MemoryJob job, Instant at) {
    count++;
    return new Fired(
        name.key(),
        "%s:%s:%d@%d".formatted(name.key().bot(), name.job(), count, at.toEpochMilli()),
        name.job(),
        at,
        job.fires());
  }
}
