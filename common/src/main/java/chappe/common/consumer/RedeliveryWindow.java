// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

/// The ids seen lately on one partition, each with its first offset. A record is a redelivery only
/// where its id was first seen at a lower offset: a set, never a high-water mark, since Telegram's
/// update ids may start anew. A record that is read a second time (its round was aborted) is none.
/// Bounded by count and by age, the oldest leave first. Pure; not thread-safe.
///
/// An open-addressing table of 64-bit hashes, at most half full, beside a ring of the same hashes
/// in the order they came: 100,000 ids take about 6 MB, and nothing is allocated per record.
final class RedeliveryWindow {
  private static final int FIRST_SIZE = 1 << 10;

  private final int capacity;
  private final long ageMillis;

  private long[] ids = new long[2 * FIRST_SIZE];
  private long[] offsets = new long[2 * FIRST_SIZE];
  private boolean[] used = new boolean[2 * FIRST_SIZE];

  private long[] ringIds = new long[FIRST_SIZE];
  private long[] ringTimes = new long[FIRST_SIZE];
  private int oldest;
  private int count;
  private long newestTime;

  /// @param capacity how many ids at most, at least 1
  /// @param ageMillis how old, by the records' own time, at most
  RedeliveryWindow(int capacity, long ageMillis) {
    this.capacity = capacity;
    this.ageMillis = ageMillis;
  }

  /// Notes an id, and tells whether it was first seen at a lower offset.
  ///
  /// @param id 64-bit hash of the id
  /// @param time of the record, epoch milliseconds
  boolean redelivered(long id, long offset, long time) {
    int slot = slot(id);
    if (used[slot]) {
      return offsets[slot] < offset;
    }
    newestTime = Math.max(newestTime, time);
    while (count > 0 && (count >= capacity || ringTimes[oldest] < newestTime - ageMillis)) {
      forgetOldest();
    }
    if (count == ringIds.length) {
      grow();
    }
    slot = slot(id);
    used[slot] = true;
    ids[slot] = id;
    offsets[slot] = offset;
    int at = (oldest + count) & (ringIds.length - 1);
    ringIds[at] = id;
    ringTimes[at] = time;
    count++;
    return false;
  }

  /// How many ids it holds.
  int size() {
    return count;
  }

  /// Whether an older id had to leave, or will at the next one, for want of room.
  boolean full() {
    return count >= capacity;
  }

  /// How many seconds of records it spans.
  double seconds() {
    return count == 0 ? 0 : Math.max(0, newestTime - ringTimes[oldest]) / 1000.0;
  }

  private void forgetOldest() {
    remove(slot(ringIds[oldest]));
    oldest = (oldest + 1) & (ringIds.length - 1);
    count--;
  }

  private int slot(long id) {
    int mask = ids.length - 1;
    int slot = (int) (id ^ (id >>> 32)) & mask;
    while (used[slot] && ids[slot] != id) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /// Linear probing without tombstones: what stood behind the gap moves up where it may.
  private void remove(int gap) {
    int mask = ids.length - 1;
    int hole = gap;
    used[hole] = false;
    for (int at = (hole + 1) & mask; used[at]; at = (at + 1) & mask) {
      int home = (int) (ids[at] ^ (ids[at] >>> 32)) & mask;
      if (((at - home) & mask) >= ((at - hole) & mask)) {
        ids[hole] = ids[at];
        offsets[hole] = offsets[at];
        used[hole] = true;
        used[at] = false;
        hole = at;
      }
    }
  }

  private void grow() {
    int size = ringIds.length;
    long[] grownIds = new long[size * 2];
    long[] grownTimes = new long[size * 2];
    for (int n = 0; n < count; n++) {
      int at = (oldest + n) & (size - 1);
      grownIds[n] = ringIds[at];
      grownTimes[n] = ringTimes[at];
    }
    ringIds = grownIds;
    ringTimes = grownTimes;
    oldest = 0;
    rehash(size * 4);
  }

  private void rehash(int size) {
    long[] oldIds = ids;
    long[] oldOffsets = offsets;
    boolean[] oldUsed = used;
    ids = new long[size];
    offsets = new long[size];
    used = new boolean[size];
    for (int at = 0; at < oldIds.length; at++) {
      if (oldUsed[at]) {
        int slot = slot(oldIds[at]);
        ids[slot] = oldIds[at];
        offsets[slot] = oldOffsets[at];
        used[slot] = true;
      }
    }
  }
}
