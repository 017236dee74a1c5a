// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TakeoverTest {
  private static final List<Fleet.Kill> KILLED = List.of(new Fleet.Kill("a", seconds(10)));

  @Test
  void isTheLongestOfTheKilledOnesPartitions() {
    var calls =
        List.of(
            call("a", 1, 8),
            call("a", 2, 9),
            call("b", 3, 9),
            call("b", 2, 14),
            call("c", 1, 17),
            call("b", 3, 30));

    assertThat(Takeover.longest(KILLED, calls)).isEqualTo(7);
  }

  @Test
  void countsNoPartitionThatWasAnothersAlready() {
    var calls = List.of(call("a", 1, 3), call("b", 1, 9), call("b", 1, 20));

    assertThat(Takeover.longest(KILLED, calls)).isZero();
  }

  private static Reports.Call call(String process, int partition, long second) {
    return new Reports.Call(
        process + "/" + second, "demo:1", partition, seconds(second), seconds(second));
  }

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }
}
