// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import chappe.common.record.ScheduleCommand.Missed;
import chappe.common.record.ScheduleCommand.When;
import chappe.scheduler.timing.Schedule.Due;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScheduleTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  @Test
  void aDelayCountsFromTheCommand() throws InvalidJob {
    var job = Schedule.of(When.after(Duration.ofMinutes(5)), NOON);

    assertThat(job.first()).contains(NOON.plusSeconds(300));
    assertThat(job.after(NOON.plusSeconds(300), NOON.plusSeconds(301), 1)).isEmpty();
  }

  @Test
  void whatIsPastFiresAtOnceUnlessItShallNot() throws InvalidJob {
    Instant before = NOON.minusSeconds(3600);
    assertThat(Schedule.of(When.at(before), NOON).due(before, NOON))
        .isEqualTo(new Due.Fires(before, 0));
    assertThat(Schedule.of(When.at(before).missed(Missed.NONE), NOON).due(before, NOON))
        .isEqualTo(new Due.PassedOver(Optional.empty(), 1));
  }

  @Test
  void aRateKeepsItsStepHoweverLateAFiringWas() throws InvalidJob {
    var job = Schedule.of(When.every(Duration.ofSeconds(10)), NOON);

    assertThat(job.first()).contains(NOON.plusSeconds(10));
    assertThat(job.after(NOON.plusSeconds(10), NOON.plusSeconds(13), 1))
        .contains(NOON.plusSeconds(20));
    assertThat(job.resumed(NOON.plusSeconds(1005))).contains(NOON.plusSeconds(1010));
  }

  @Test
  void aPauseCountsFromTheRelease() throws InvalidJob {
    var job = Schedule.of(When.delay(Duration.ofSeconds(10)), NOON);

    assertThat(job.first()).contains(NOON.plusSeconds(10));
    assertThat(job.after(NOON.plusSeconds(10), NOON.plusSeconds(13), 1))
        .contains(NOON.plusSeconds(23));
  }

  @Test
  void startEndAndNumberBoundIt() throws InvalidJob {
    var when =
        When.every(Duration.ofSeconds(10)).from(NOON.plusSeconds(60)).until(NOON.plusSeconds(80));
    var job = Schedule.of(when, NOON);

    assertThat(job.first()).contains(NOON.plusSeconds(60));
    assertThat(job.after(NOON.plusSeconds(60), NOON.plusSeconds(60), 1))
        .contains(NOON.plusSeconds(70));
    assertThat(job.after(NOON.plusSeconds(70), NOON.plusSeconds(70), 2)).isEmpty();
    assertThat(Schedule.of(when.times(1), NOON).after(NOON, NOON, 1)).isEmpty();
    assertThat(
            Schedule.of(When.cron("0 9 * * *", "UTC").from(NOON.plusSeconds(86_400)), NOON).first())
        .contains(Instant.parse("2026-11-03T09:00:00Z"));
    assertThat(Schedule.of(When.cron("0 9 * * *", "UTC").until(NOON), NOON).first()).isEmpty();
  }

  @Test
  void ofMissedFiringsTheLatestIsMadeUpFor() throws InvalidJob {
    var job = Schedule.of(When.every(Duration.ofSeconds(10)), NOON);

    assertThat(job.due(NOON.plusSeconds(10), NOON.plusSeconds(9)))
        .isEqualTo(new Due.Fires(NOON.plusSeconds(10), 0));
    assertThat(job.due(NOON.plusSeconds(10), NOON.plusSeconds(3605)))
        .isEqualTo(new Due.Fires(NOON.plusSeconds(3600), 359));
    assertThat(job.due(NOON.plusSeconds(10), NOON.plusSeconds(86_400 * 100)))
        .isEqualTo(new Due.Fires(NOON.plusSeconds(86_400 * 100), 999));
  }

  @Test
  void allMissedFiringsAreMadeUpForWithinABound() throws InvalidJob {
    var job = Schedule.of(When.every(Duration.ofSeconds(10)).missed(Missed.ALL), NOON);
    Instant first = NOON.plusSeconds(10);

    assertThat(job.due(first, NOON.plusSeconds(1000))).isEqualTo(new Due.Fires(first, 0));
    assertThat(job.due(first, NOON.plusSeconds(86_400)))
        .isEqualTo(new Due.Fires(NOON.plusSeconds(86_400 - 990), 1));
  }

  @Test
  void noneOfTheMissedFiringsIsMadeUpFor() throws InvalidJob {
    var job = Schedule.of(When.every(Duration.ofSeconds(10)).missed(Missed.NONE), NOON);
    Instant first = NOON.plusSeconds(10);

    assertThat(job.due(first, first.plusSeconds(9))).isEqualTo(new Due.Fires(first, 0));
    assertThat(job.due(first, first.plusSeconds(35)))
        .isEqualTo(new Due.PassedOver(Optional.of(NOON.plusSeconds(50)), 4));
  }

  @ParameterizedTest
  @EnumSource(Missed.class)
  void aJobOfManyYearsIsCaughtUpQuickly(Missed policy) throws InvalidJob {
    var job = Schedule.of(When.cron("* * * * * *", "Europe/Berlin").missed(policy), NOON);

    var due = job.due(NOON, NOON.plus(Duration.ofDays(3000)));

    assertThat(due)
        .isInstanceOfAny(Due.Fires.class, Due.PassedOver.class)
        .isNotEqualTo(new Due.Fires(NOON, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 25 * * * | UTC | character 3, the hour '25'
          0 9 * * MOONDAY | UTC | character 9, the day of week 'MOONDAY'
          61 0 9 * * * | UTC | character 1, the second '61'
          0 9 * * | UTC | has 4 fields
          0 9 30 2 * | UTC | never comes
          0 9 * * * | Europe/Berln | nearest are Europe/Berlin,
          0 9 * * * | New York | America/New_York
          """)
  void whatIsWrongIsSaid(String cron, String zone, String said) {
    assertThatExceptionOfType(InvalidJob.class)
        .isThrownBy(() -> Schedule.of(When.cron(cron, zone), NOON))
        .withMessageContaining(said);
  }

  @Test
  void intervalsAndMomentsHaveBounds() {
    assertThatExceptionOfType(InvalidJob.class)
        .isThrownBy(() -> Schedule.of(When.every(Duration.ofMillis(999)), NOON));
    assertThatExceptionOfType(InvalidJob.class)
        .isThrownBy(() -> Schedule.of(When.after(Duration.ofDays(100_000)), NOON));
    assertThatExceptionOfType(InvalidJob.class)
        .isThrownBy(() -> Schedule.of(When.at(Instant.MAX), NOON));
  }
}
