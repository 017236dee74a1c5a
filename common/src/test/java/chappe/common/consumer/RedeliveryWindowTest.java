// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedeliveryWindowTest {
  private static final long AGE = 1_000_000;

  @Test
  void anIdSeenAtALowerOffsetIsARedelivery() {
    RedeliveryWindow window = new RedeliveryWindow(10, AGE);
    assertThat(window.redelivered(7, 100, 0)).isFalse();
    assertThat(window.redelivered(7, 101, 0)).isTrue();
  }

  @Test
  void theSameOffsetReadAgainAfterAnAbortIsNone() {
    RedeliveryWindow window = new RedeliveryWindow(10, AGE);
    window.redelivered(7, 100, 0);
    assertThat(window.redelivered(7, 100, 0)).isFalse();
  }

  @Test
  void aLowerIdThanTheLastIsNew() {
    RedeliveryWindow window = new RedeliveryWindow(10, AGE);
    window.redelivered(1_999_999_999, 100, 0);
    assertThat(window.redelivered(2_000_001, 101, 0)).isFalse();
  }

  @Test
  void theOldestLeaveWhenItIsFullOrTheyAreTooOld() {
    RedeliveryWindow window = new RedeliveryWindow(2, AGE);
    window.redelivered(1, 1, 0);
    window.redelivered(2, 2, 500_000);
    window.redelivered(3, 3, 1_000_000);
    assertThat(window.redelivered(1, 4, 1_000_000)).isFalse();
    assertThat(window.full()).isTrue();
    window.redelivered(9, 5, 9_000_000);
    assertThat(window.size()).isEqualTo(1);
    assertThat(window.seconds()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void itTellsTheSameAsASimpleMap(long seed) {
    Random random = new Random(seed);
    int capacity = 1 + random.nextInt(5_000);
    RedeliveryWindow window = new RedeliveryWindow(capacity, Long.MAX_VALUE / 2);
    Map<Long, Long> reference =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
            return size() > capacity;
          }
        };
    for (long offset = 0; offset < 60_000; offset++) {
      long id = random.nextInt(3 * capacity) * 0x1_0000_0001L;
      Long first = reference.putIfAbsent(id, offset);
      assertThat(window.redelivered(id, offset, offset))
          .as("seed " + seed)
          .isEqualTo(first != null);
    }
    assertThat(window.size()).isEqualTo(reference.size());
  }
}
