// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatLimitTest {
  private static final long START = 1_000_000_000;

  @Test
  void aReplyMayRunAheadByTheBurstAndBulkMayNot() {
    long time = ChatLimit.PRIVATE.after(0, START, 1);
    assertThat(ChatLimit.PRIVATE.earliest(time, 1, true)).isLessThan(START);
    assertThat(ChatLimit.PRIVATE.earliest(time, 1, false)).isEqualTo(START + 1_020_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverComesAGroupGetsAtMostTwentyInAMinute(long seed) {
    var random = new Random(seed);
    var kept = new LimitsKept(1_000_000);
    long time = 0;
    long now = START;
    for (int i = 0; i < 2_000; i++) {
      int cost = random.nextInt(10) == 0 ? 1 + random.nextInt(10) : 1;
      now = Math.max(now, ChatLimit.GROUP.earliest(time, cost, random.nextBoolean()));
      kept.arrived("-1", cost, false, now);
      time = ChatLimit.GROUP.after(time, now, cost);
      now += random.nextInt(20) == 0 ? random.nextInt(120_000_000) : 0;
    }
    assertThat(kept.violations).isEmpty();
  }
}
