// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

/// The ids seen lately on one partition, each with its first offset. A record is a redelivery only
/// where its id was first seen at a lower offset: a set, never a high-water mark, since Telegram's
/// update ids may start anew. A record that is read a second time (its round was aborted) is none.
/// Bounded by count and by age, the oldest leave first. Pure; not thread-safe.
///
/// An open-addressing table of 64-bit hashes, at most half full, each beside its offset, so that
/// one look into memory finds both; and a ring of the same hashes in the order they came. 100,000
/// ids take about 6 MB, and nothing is allocated per record.
final class RedeliveryWindow {
  private static final int FIRST_SIZE = 1 << 10;
  private static final long IN_PLACE_OF_0 = 0x9E37_79B9_7F4A_7C15L;

  private final int capacity;
  private final long ageMillis;

  /// Two numbers a slot: id and offset. An id of 0 is an empty slot.
  private long[] table = new long[4 * FIRST_SIZE];

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
  /// @param hash 64-bit hash of the id
  /// @param time of the record, epoch milliseconds
  boolean redelivered(long hash, long offset, long time) {
    long id = hash == 0 ? IN_PLACE_OF_0 : hash;
    int slot = slot(id);
    if (table[slot] == id) {
      return table[slot + 1] < offset;
    }
    newestTime = Math.max(newestTime, time);
    while (count > 0 && (count >= capacity || ringTimes[oldest] < newestTime - ageMillis)) {
      forgetOldest();
    }
    if (count == ringIds.length) {
      grow();
    }
    slot = slot(id);
    table[slot] = id;
    table[slot + 1] = offset;
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

  /// Where an id stands, or would stand.
  private int slot(long id) {
    int mask = table.length - 1;
    int slot = home(id);
    while (table[slot] != 0 && table[slot] != id) {
      slot = (slot + 2) & mask;
    }
    return slot;
  }

  private int home(long id) {
    return ((int) (id ^ (id >>> 32)) << 1) & (table.length - 1);
  }

  /// Linear probing without tombstones: what stood behind the gap moves up where it may.
  private void remove(int gap) {
    int mask = table.length - 1;
    int hole = gap;
    table[hole] = 0;
    for (int at = (hole + 2) & mask; table[at] != 0; at = (at + 2) & mask) {
      int home = home(table[at]);
      if (((at - home) & mask) >= ((at - hole) & mask)) {
        table[hole] = table[at];
        table[hole + 1] = table[at + 1];
        table[at] = 0;
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

  private void rehash(int slots) {
    long[] old = table;
    table = new long[2 * slots];
    for (int at = 0; at < old.length; at += 2) {
      if (old[at] != 0) {
        int slot = slot(old[at]);
        table[slot] = old[at];
        table[slot + 1] = old[at + 1];
      }
    }
  }
}
