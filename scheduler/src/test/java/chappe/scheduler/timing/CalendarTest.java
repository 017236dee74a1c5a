// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarTest {
  /// The firings after a moment, as the clock of the zone shows them.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # put forward at 2 to 3: a time in the gap comes once, shifted by an hour
          30 2 * * * | Europe/Berlin | 2026-03-27T12:00+01:00 | 2026-03-28T02:30+01:00, 2026-03-29T03:30+02:00, 2026-03-30T02:30+02:00
          30 2 * * * | America/New_York | 2026-03-07T12:00-05:00 | 2026-03-08T03:30-04:00, 2026-03-09T02:30-04:00
          30 2 * * * | Asia/Jerusalem | 2026-03-26T12:00+02:00 | 2026-03-27T03:30+03:00, 2026-03-28T02:30+03:00
          15 2 * * * | Australia/Lord_Howe | 2026-10-03T12:00+10:30 | 2026-10-04T02:45+11:00, 2026-10-05T02:15+11:00
          # and is not lost behind what comes before its shifted time
          10,30 2,3 * * * | Europe/Berlin | 2026-03-29T01:00+01:00 | 2026-03-29T03:10+02:00, 2026-03-29T03:30+02:00, 2026-03-30T02:10+02:00
          20 2,3 * * * | Australia/Lord_Howe | 2026-10-04T01:00+10:30 | 2026-10-04T02:50+11:00, 2026-10-04T03:20+11:00
          0 30 2 * * SUN | Europe/Berlin | 2026-03-28T12:00+01:00 | 2026-03-29T03:30+02:00, 2026-04-05T02:30+02:00
          # put back: a time that comes twice fires the first time
          30 2 * * * | Europe/Berlin | 2026-10-24T12:00+02:00 | 2026-10-25T02:30+02:00, 2026-10-26T02:30+01:00
          30 1 * * * | America/New_York | 2026-10-31T12:00-04:00 | 2026-11-01T01:30-04:00, 2026-11-02T01:30-05:00
          30 1 * * * | Asia/Jerusalem | 2026-10-24T12:00+03:00 | 2026-10-25T01:30+03:00, 2026-10-26T01:30+02:00
          45 1 * * * | Australia/Lord_Howe | 2026-04-04T12:00+11:00 | 2026-04-05T01:45+11:00, 2026-04-06T01:45+10:30
          # also for who asks in the hour that comes again
          30 2 * * * | Europe/Berlin | 2026-10-25T02:10+01:00 | 2026-10-26T02:30+01:00
          # what leaves the hour open goes on as hours go by
          30 * * * * | Europe/Berlin | 2026-03-29T00:45+01:00 | 2026-03-29T01:30+01:00, 2026-03-29T03:30+02:00, 2026-03-29T04:30+02:00
          30 * * * * | Europe/Berlin | 2026-10-25T01:45+02:00 | 2026-10-25T02:30+02:00, 2026-10-25T02:30+01:00, 2026-10-25T03:30+01:00
          15 * * * * | Australia/Lord_Howe | 2026-10-04T01:20+10:30 | 2026-10-04T03:15+11:00
          45 * * * * | Australia/Lord_Howe | 2026-04-05T01:30+11:00 | 2026-04-05T01:45+11:00, 2026-04-05T01:45+10:30, 2026-04-05T02:45+10:30
          # leap days, seconds, last days
          0 9 29 2 * | UTC | 2026-01-01T00:00Z | 2028-02-29T09:00Z, 2032-02-29T09:00Z
          */20 59 23 31 12 * | UTC | 2026-12-31T23:59:30Z | 2026-12-31T23:59:40Z, 2027-12-31T23:59:00Z
          0 12 L * * | UTC | 2028-02-01T00:00Z | 2028-02-29T12:00Z, 2028-03-31T12:00Z
          0 9 * * 7 | UTC | 2026-11-16T00:00Z | 2026-11-22T09:00Z, 2026-11-29T09:00Z
          0 9 * * 0 | UTC | 2026-11-16T00:00Z | 2026-11-22T09:00Z
          """)
  void firesWhenTheClockSays(String cron, String zone, String after, String expected)
      throws InvalidJob {
    var moments = Arrays.stream(expected.split(", ")).map(CalendarTest::at).toList();

    assertThat(firings(cron, zone, at(after), moments.size())).isEqualTo(moments);
  }

  @Test
  void aJobOfEveryMinuteHasAnHourLessInSpringAndOneMoreInAutumn() throws InvalidJob {
    assertThat(minutesOf("2026-03-29T00:00+01:00", "2026-03-30T00:00+02:00")).isEqualTo(23 * 60);
    assertThat(minutesOf("2026-10-25T00:00+02:00", "2026-10-26T00:00+01:00")).isEqualTo(25 * 60);
  }

  private static long minutesOf(String midnight, String next) throws InvalidJob {
    return firings("* * * * *", "Europe/Berlin", at(midnight).minusMillis(1), 2000).stream()
        .filter(it -> it.isBefore(at(next)))
        .distinct()
        .count();
  }

  private static List<Instant> firings(String cron, String zone, Instant after, int number)
      throws InvalidJob {
    var calendar = Calendar.of(cron, zone);
    List<Instant> found = new ArrayList<>();
    Optional<Instant> next = calendar.next(after);
    while (next.isPresent() && found.size() < number) {
      found.add(next.get());
      next = calendar.next(next.get());
    }
    return found;
  }

  private static Instant at(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }
}
