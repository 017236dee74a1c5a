// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.timing;

import com.cronutils.model.Cron;
import com.cronutils.model.time.ExecutionTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/// A cron expression in a zone. What names its hours fires once where the clock is put forward over
/// its time, shifted by as much, and once, the first time, where the clock is put back; what leaves
/// the hour open goes on as the hours go by. Immutable.
final class Calendar implements Timing {
  private final ExecutionTime local;
  private final boolean everyHour;
  private final ZoneId zone;

  private Calendar(Cron cron, ZoneId zone) {
    this.local = ExecutionTime.forCron(cron);
    this.everyHour = CronFields.everyHour(cron);
    this.zone = zone;
  }

  /// @throws InvalidJob where the expression cannot be read or never comes, or there is no such
  ///   zone
  static Calendar of(String expression, String zone) throws InvalidJob {
    var calendar = new Calendar(CronFields.read(expression), Zones.named(zone));
    if (calendar.nextLocal(LocalDateTime.of(2000, 1, 1, 0, 0)).isEmpty()) {
      throw new InvalidJob("the cron expression '%s' never comes".formatted(expression));
    }
    return calendar;
  }

  @Override
  public Optional<Instant> next(Instant after) {
    return everyHour ? nextAsHoursGo(after) : nextOfClock(after);
  }

  /// Within one offset the clock goes on evenly; at a change of it the search begins anew from what
  /// the clock shows then.
  private Optional<Instant> nextAsHoursGo(Instant after) {
    Instant from = after;
    boolean inclusive = false;
    while (true) {
      ZoneOffset offset = zone.getRules().getOffset(from);
      var shown = LocalDateTime.ofInstant(from, offset);
      var found =
          nextLocal(inclusive ? shown.minusNanos(1) : shown).map(it -> it.toInstant(offset));
      var change = zone.getRules().nextTransition(from);
      if (found.isEmpty() || change == null || found.get().isBefore(change.getInstant())) {
        return found;
      }
      from = change.getInstant();
      inclusive = true;
    }
  }

  private Optional<Instant> nextOfClock(Instant after) {
    LocalDateTime from = LocalDateTime.ofInstant(after, zone);
    ZoneOffsetTransition last = zone.getRules().previousTransition(after.plusNanos(1));
    if (last != null
        && last.isGap()
        && after.isBefore(last.getInstant().plus(last.getDuration()))) {
      // times within the gap are shifted behind it, so some may still be to come
      from = last.getDateTimeBefore().minusNanos(1);
    }
    Optional<Instant> earliest = Optional.empty();
    var time = nextLocal(from);
    while (time.isPresent()) {
      var at = time.get();
      Instant instant = ZonedDateTime.of(at, zone).toInstant();
      boolean shifted = zone.getRules().getValidOffsets(at).isEmpty();
      if (instant.isAfter(after)) {
        if (earliest.isEmpty() || instant.isBefore(earliest.get())) {
          earliest = Optional.of(instant);
        }
        if (!shifted) {
          return earliest;
        }
      }
      time = nextLocal(at);
    }
    return earliest;
  }

  private Optional<LocalDateTime> nextLocal(LocalDateTime after) {
    return local.nextExecution(after.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
  }
}
