// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetTrackerTest {
  @Test
  void theBaseIsTheFirstUnfinishedOffset() {
    OffsetTracker tracker = new OffsetTracker(10, new BitSet());
    tracker.finish(11, 13);
    assertThat(tracker.base()).isEqualTo(10);
    tracker.finish(10, 11);
    assertThat(tracker.base()).isEqualTo(13);
  }

  @Test
  void finishedTwiceIsFinishedOnce() {
    OffsetTracker tracker = new OffsetTracker(10, new BitSet());
    tracker.finish(10, 12);
    tracker.finish(10, 12);
    assertThat(tracker.base()).isEqualTo(12);
    assertThat(tracker.map()).contains("");
  }

  @Test
  void whatIsReopenedIsUnfinishedAgain() {
    OffsetTracker tracker = new OffsetTracker(0, new BitSet());
    tracker.finish(5, 6);
    tracker.reopen(5, 6);
    tracker.finish(0, 5);
    assertThat(tracker.base()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyOrderOfFinishingEndsAlikeAndCanBeRestoredMidway(long seed) {
    Random random = new Random(seed);
    List<Long> offsets = new ArrayList<>();
    for (long offset = 1_000; offset < 200_000; offset++) {
      offsets.add(offset);
    }
    for (int from = 0; from < offsets.size(); from += 500) {
      Collections.shuffle(offsets.subList(from, Math.min(from + 700, offsets.size())), random);
    }
    OffsetTracker tracker = new OffsetTracker(1_000, new BitSet());
    TreeSet<Long> open = new TreeSet<>(offsets);
    for (long offset : offsets) {
      tracker.finish(offset, offset + 1);
      open.remove(offset);
      if (random.nextInt(5_000) == 0) {
        String map = tracker.map().orElseThrow();
        tracker =
            new OffsetTracker(
                tracker.base(), CompletionMap.decode(tracker.base(), map).orElseThrow());
      }
      assertThat(tracker.base())
          .as("seed " + seed)
          .isEqualTo(open.isEmpty() ? 200_000 : open.first());
    }
  }
}
