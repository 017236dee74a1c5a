// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  @Test
  void isTheSameForTheSameSeed() {
    assertThat(Schedule.draw(7, TEN_MINUTES, 3)).isEqualTo(Schedule.draw(7, TEN_MINUTES, 3));
    assertThat(Schedule.draw(7, TEN_MINUTES, 3)).isNotEqualTo(Schedule.draw(8, TEN_MINUTES, 3));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void hasFortyFaultsOfEveryKindInTenMinutes(long seed) {
    List<Schedule.Entry> schedule = Schedule.draw(seed, TEN_MINUTES, 3);

    assertThat(schedule).hasSizeGreaterThanOrEqualTo(40);
    assertThat(schedule).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
  }

  @Test
  void hasEveryKindOfFault() {
    Set<String> kinds =
        LongStream.range(0, 5)
            .boxed()
            .flatMap(seed -> Schedule.draw(seed, TEN_MINUTES, 3).stream())
            .map(entry -> entry.fault().kind())
            .collect(Collectors.toSet());

    assertThat(kinds)
        .containsExactlyInAnyOrder(
            "kills", "freezes", "additions", "removals", "cuts", "broker_kills", "broker_stops");
  }

  @Test
  void keepsTwoToFourInstances() {
    for (long seed = 0; seed < 200; seed++) {
      Set<Integer> running = new TreeSet<>(Set.of(0, 1, 2));
      for (Schedule.Entry entry : Schedule.draw(seed, TEN_MINUTES, 3)) {
        switch (entry.fault()) {
          case Fault.Add(int slot) -> assertThat(running.add(slot)).isTrue();
          case Fault.Remove(int slot) -> assertThat(running.remove(slot)).isTrue();
          case Fault.Kill(int slot, var _) -> assertThat(running).contains(slot);
          case Fault.Freeze(int slot, var _) -> assertThat(running).contains(slot);
          case Fault.Cut(int slot, var _, var _) -> assertThat(running).contains(slot);
          case Fault.BrokerRestart _ -> {}
        }
        assertThat(running).hasSizeBetween(Schedule.FEWEST, Schedule.SLOTS);
      }
    }
  }
}
