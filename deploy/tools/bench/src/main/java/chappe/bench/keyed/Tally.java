// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import java.util.Arrays;
import java.util.BitSet;

/// What of one run came out, and when: pure.
final class Tally {
  private final BitSet seen = new BitSet();
  private final long[] times;
  private final int records;
  private int count;
  private int doubled;

  /// @param records how many must come out, numbered from 0
  Tally(int records) {
    this.records = records;
    this.times = new long[records];
  }

  /// Notes one.
  ///
  /// @param time when the broker had it, in milliseconds
  void note(int number, long time) {
    if (seen.get(number)) {
      doubled++;
    } else if (number < records) {
      seen.set(number);
      times[count++] = time;
    } else {
      throw new IllegalStateException("a record " + number + " came out that did not go in");
    }
  }

  /// Throws where any was lost or doubled.
  void check(String who) {
    if (count < records || doubled > 0) {
      throw new IllegalStateException(
          "%s lost %d and doubled %d of %d records; no figure is worth anything then"
              .formatted(who, records - count, doubled, records));
    }
  }

  /// Records a second from when a share of them was out until all were.
  ///
  /// @param skipped the share that is not counted: a start is over by then
  double rate(double skipped) {
    Arrays.sort(times, 0, count);
    int first = (int) (count * skipped);
    long millis = Math.max(1, times[count - 1] - times[first]);
    return (count - first) * 1000.0 / millis;
  }
}
