// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.timing;

import chappe.common.record.ScheduleCommand.Missed;
import chappe.common.record.ScheduleCommand.When;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// When a job fires, from its first time to its last. Immutable.
public final class Schedule {
  /// A firing that comes later than that was missed: more than the time in which another instance
  /// takes over the jobs of a dead one.
  public static final Duration GRACE = Duration.ofSeconds(10);

  /// How many missed firings are made up for at most.
  public static final int MOST_MADE_UP = 100;

  /// The shortest interval of a job that comes again.
  public static final Duration SHORTEST = Duration.ofSeconds(1);

  private static final Duration LONGEST = Duration.ofDays(3660);

  private final Timing timing;
  private final Instant from;
  private final Instant end;
  private final long most;
  private final Missed missed;

  private Schedule(Timing timing, Instant commanded, When when) {
    this.timing = timing;
    Instant before = commanded.minusMillis(1);
    this.from =
        Optional.ofNullable(when.start())
            .map(it -> it.minusMillis(1))
            .filter(before::isBefore)
            .orElse(before);
    this.end = Optional.ofNullable(when.end()).orElse(Instant.MAX);
    this.most = Optional.ofNullable(when.most()).orElse(Long.MAX_VALUE);
    this.missed = policy(when);
  }

  /// Checks when a job is to fire.
  ///
  /// @param commanded the `at` of the command
  /// @throws InvalidJob where such a job cannot be made
  public static Schedule of(When when, Instant commanded) throws InvalidJob {
    return new Schedule(timing(when, commanded), commanded, when);
  }

  /// What becomes of its missed firings.
  public static Missed policy(When when) {
    return Optional.ofNullable(when.missed()).orElse(Missed.ONCE);
  }

  /// Whether it may fire more than once.
  public static boolean repeats(When when) {
    return when.at() == null && when.after() == null;
  }

  private static Timing timing(When when, Instant commanded) throws InvalidJob {
    if (when.at() != null) {
      return new Timing.Once(reachable(when.at()).truncatedTo(ChronoUnit.MILLIS));
    }
    if (when.after() != null) {
      return new Timing.Once(
          commanded.plus(bounded(when.after(), Duration.ZERO)).truncatedTo(ChronoUnit.MILLIS));
    }
    if (when.cron() != null) {
      return Calendar.of(when.cron(), Optional.ofNullable(when.zone()).orElse("UTC"));
    }
    if (when.every() != null) {
      Duration interval = bounded(when.every(), SHORTEST);
      return new Timing.Rate(first(when, commanded, interval), interval);
    }
    Duration pause = bounded(Optional.ofNullable(when.delay()).orElse(Duration.ZERO), SHORTEST);
    return new Timing.Pause(first(when, commanded, pause), pause);
  }

  private static Instant first(When when, Instant commanded, Duration interval) throws InvalidJob {
    return reachable(Optional.ofNullable(when.start()).orElse(commanded.plus(interval)));
  }

  private static Duration bounded(Duration duration, Duration least) throws InvalidJob {
    if (duration.compareTo(least) < 0 || duration.compareTo(LONGEST) > 0) {
      throw new InvalidJob(
          "a delay or an interval is %d s to %d days"
              .formatted(least.toSeconds(), LONGEST.toDays()));
    }
    return duration;
  }

  /// What PostgreSQL and people can do with.
  private static Instant reachable(Instant moment) throws InvalidJob {
    if (moment.isBefore(Instant.EPOCH) || moment.isAfter(Instant.parse("9999-01-01T00:00:00Z"))) {
      throw new InvalidJob("a job fires between 1970 and 9999");
    }
    return moment;
  }

  /// The first firing, not before the command unless it names a moment; empty where there is none.
  public Optional<Instant> first() {
    return timing instanceof Timing.Once once ? Optional.of(once.at()) : within(timing.next(from));
  }

  /// The firing after now, as of a job that goes on after a pause; empty where there is none.
  public Optional<Instant> resumed(Instant now) {
    return within(timing.next(now.isBefore(from) ? from : now));
  }

  /// What follows a firing.
  ///
  /// @param due when it was due
  /// @param released when it was released
  /// @param fired how often the job has fired, this time included
  /// @return when it fires next; empty where it is over
  public Optional<Instant> after(Instant due, Instant released, long fired) {
    if (fired >= most) {
      return Optional.empty();
    }
    return within(timing.next(timing instanceof Timing.Pause ? released : due));
  }

  private Optional<Instant> within(Optional<Instant> moment) {
    return moment.map(it -> it.truncatedTo(ChronoUnit.MILLIS)).filter(it -> it.isBefore(end));
  }

  /// What becomes of a job that is due.
  public sealed interface Due {
    /// It fires.
    ///
    /// @param at the moment that it fires for, not before the one that was due
    /// @param missed how many firings are passed over for it, counted up to a thousand
    record Fires(Instant at, int missed) implements Due {}

    /// It does not.
    ///
    /// @param next when it fires next; empty where it is over
    /// @param missed how many firings are passed over
    record PassedOver(Optional<Instant> next, int missed) implements Due {}
  }

  /// What becomes of a job that is due, or will be within the moment.
  public Due due(Instant due, Instant now) {
    if (timing instanceof Timing.Once || timing instanceof Timing.Pause) {
      boolean late = missed == Missed.NONE && now.isAfter(due.plus(GRACE));
      return late ? new Due.PassedOver(resumed(now), 1) : new Due.Fires(due, 0);
    }
    return switch (missed) {
      case NONE ->
          now.isAfter(due.plus(GRACE))
              ? new Due.PassedOver(resumed(now), last(due, now, COUNTED).size())
              : new Due.Fires(due, 0);
      case ONCE -> {
        var past = last(due, now, COUNTED);
        yield new Due.Fires(past.getLast(), past.size() - 1);
      }
      case ALL -> {
        // what is within the bound fires one by one; of more, the latest
        var past = last(due, now, MOST_MADE_UP);
        yield past.getFirst().equals(due)
            ? new Due.Fires(due, 0)
            : new Due.Fires(past.getFirst(), 1);
      }
    };
  }

  private static final int COUNTED = 1000;

  /// The latest firings from the one that is due until now, in order: at most so many, at least
  /// one.
  private Deque<Instant> last(Instant due, Instant now, int number) {
    Deque<Instant> all = until(now, due, number + 1L);
    if (all.size() <= number) {
      return all;
    }
    // There may be millions, so they are looked for from now backwards, further each time.
    Deque<Instant> latest = new ArrayDeque<>();
    for (long seconds = 1; latest.size() < number; seconds *= 2) {
      Instant from = now.minusSeconds(seconds);
      Instant first = from.isAfter(due) ? timing.next(from).orElse(due) : due;
      latest = first.isAfter(now) ? latest : until(now, first, Long.MAX_VALUE);
    }
    while (latest.size() > number) {
      latest.removeFirst();
    }
    return latest;
  }

  /// The firings from one on, as far as now, at most so many; the one that is due counts however it
  /// lies.
  private Deque<Instant> until(Instant now, Instant from, long number) {
    Deque<Instant> found = new ArrayDeque<>();
    Optional<Instant> moment = Optional.of(from);
    while (moment.isPresent() && found.size() < number) {
      found.add(moment.get());
      moment = within(timing.next(moment.get())).filter(it -> !it.isAfter(now));
    }
    return found;
  }
}
