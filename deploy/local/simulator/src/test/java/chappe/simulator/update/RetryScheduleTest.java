// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
  private final RetrySchedule schedule = new RetrySchedule(new Random(1));

  @Test
  void goesOutAtOnceThenAfterDoublingWaits() {
    assertThat(IntStream.rangeClosed(1, 6).mapToObj(it -> wait(it).toSeconds()))
        .containsExactly(0L, 2L, 4L, 8L, 16L, 32L);
  }

  @Test
  void thenWaitsOneToTwoMinutesAtRandom() {
    assertThat(IntStream.rangeClosed(7, 1_000).mapToObj(this::wait))
        .allMatch(it -> it.toMillis() >= 60_000 && it.toMillis() <= 120_000)
        .anyMatch(it -> it.toMillis() < 70_000)
        .anyMatch(it -> it.toMillis() > 110_000);
  }

  @Test
  void honoursRetryAfterUpToAnHour() {
    assertThat(schedule.wait(1, Duration.ofSeconds(7))).isEqualTo(Duration.ofSeconds(7));
    assertThat(schedule.wait(9, Duration.ofDays(1))).isEqualTo(Duration.ofHours(1));
  }

  private Duration wait(int failures) {
    return schedule.wait(failures, Duration.ZERO);
  }
}
