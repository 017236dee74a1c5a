// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import java.util.BitSet;
import java.util.Optional;

/// Which offsets of one partition are finished, as far as the rounds know: everything below
/// [#base], and a set beyond it. Offsets without a record (transaction markers, compacted ones) are
/// marked like finished ones. Pure; not thread-safe.
final class OffsetTracker {
  private static final int COMPACT_AT = 1 << 16;

  private long origin;
  private BitSet finished;
  private long base;

  /// @param base the first unfinished offset
  /// @param beyond those finished beyond it, bit n for base + n
  OffsetTracker(long base, BitSet beyond) {
    this.origin = base;
    this.base = base;
    this.finished = (BitSet) beyond.clone();
  }

  /// Marks the offsets from the first, included, to the last, excluded. Those below [#base] stay
  /// finished.
  void finish(long from, long to) {
    if (to <= base) {
      return;
    }
    finished.set(index(Math.max(from, base)), index(to));
    if (from <= base) {
      base = origin + finished.nextClearBit(index(base));
      compact();
    }
  }

  /// Takes back [#finish] of offsets that did not move the base.
  void reopen(long from, long to) {
    finished.clear(index(Math.max(from, base)), index(Math.max(to, base)));
  }

  /// The first unfinished offset: the one to commit.
  long base() {
    return base;
  }

  /// The text for the metadata beside [#base]; empty where it would be too long.
  Optional<String> map() {
    return CompletionMap.encode(base, beyond());
  }

  /// The number of runs beyond the base, finished and unfinished alike.
  int runs() {
    int runs = 0;
    int at = index(base);
    while (at < finished.length()) {
      int set = finished.nextSetBit(at);
      at = finished.nextClearBit(set);
      runs += 2;
    }
    return runs;
  }

  private BitSet beyond() {
    return finished.length() <= index(base)
        ? new BitSet()
        : finished.get(index(base), finished.length());
  }

  private int index(long offset) {
    return Math.toIntExact(offset - origin);
  }

  private void compact() {
    if (base - origin > COMPACT_AT) {
      finished = beyond();
      origin = base;
    }
  }
}
