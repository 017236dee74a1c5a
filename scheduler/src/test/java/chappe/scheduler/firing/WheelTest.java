// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.firing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class WheelTest {
  private static final long NOW = 1_700_000_000_000L;

  private final Wheel<String> wheel = new Wheel<>(NOW);

  @Test
  void givesEachAtItsMillisecondAndNotBefore() {
    wheel.add(NOW + 10, "b");
    wheel.add(NOW + 5, "a");
    wheel.add(NOW + 10_000, "far");

    assertThat(wheel.next()).hasValue(NOW + 5);
    assertThat(wheel.take(NOW + 4, 10)).isEmpty();
    assertThat(wheel.take(NOW + 10, 10)).containsExactly("a", "b");
    assertThat(wheel.take(NOW + 9_999, 10)).isEmpty();
    assertThat(wheel.take(NOW + 10_000, 10)).containsExactly("far");
    assertThat(wheel.size()).isZero();
  }

  @Test
  void whatIsOverdueComesAtOnce() {
    var _ = wheel.take(NOW + 100, 10);
    wheel.add(NOW - 5000, "late");

    assertThat(wheel.take(NOW + 100, 10)).containsExactly("late");
  }

  @Test
  void noMoreThanAskedFor() {
    for (int i = 0; i < 5; i++) {
      wheel.add(NOW + 1, "x" + i);
    }
    assertThat(wheel.take(NOW + 5, 3)).hasSize(3);
    assertThat(wheel.take(NOW + 5, 3)).hasSize(2);
  }

  @Test
  void aClockThatIsPutBackIsBelieved() {
    var _ = wheel.take(NOW + 3_600_000, 10);
    wheel.add(NOW + 50, "soon");
    assertThat(wheel.take(NOW, 10)).isEmpty();
    wheel.add(NOW + 20, "sooner");

    assertThat(wheel.take(NOW + 20, 10)).containsExactly("sooner");
    assertThat(wheel.take(NOW + 50, 10)).containsExactly("soon");
  }

  @Test
  void aClockThatJumpsAheadLosesNothing() {
    for (int i = 0; i < 100; i++) {
      wheel.add(NOW + i * 777L, "x");
    }
    assertThat(wheel.take(NOW + 86_400_000, 1000)).hasSize(100);
  }

  @RepeatedTest(20)
  void losesNothingAndGivesNothingEarly(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    Wheel<Long> any = new Wheel<>(NOW);
    List<Long> left = new ArrayList<>();
    long now = NOW;
    for (int step = 0; step < 2000; step++) {
      long at = now + random.nextInt(12_000) - 1000;
      any.add(at, at);
      left.add(at);
      now += random.nextInt(20) - (random.nextInt(500) == 0 ? 3000 : 0);
      for (Long taken : any.take(now, 5)) {
        assertThat(taken).as("seed %d", repetition.getCurrentRepetition()).isLessThanOrEqualTo(now);
        assertThat(left.remove(taken)).isTrue();
      }
    }
    assertThat(any.take(now + 20_000, Integer.MAX_VALUE)).hasSize(left.size());
  }
}
