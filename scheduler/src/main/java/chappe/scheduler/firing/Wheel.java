// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.firing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// A timer wheel with a slot for each millisecond: pure, it knows no clock. What lies further ahead
/// than it turns stays in its slot for another turn. Not thread-safe.
///
/// @param <T> what it carries
final class Wheel<T> {
  private static final int SLOTS = 4096;

  /// A clock that was put back by more than that is believed.
  private static final long BACK = 1000;

  private final List<ArrayDeque<Item<T>>> slots = new ArrayList<>(SLOTS);
  private int size;

  /// Every slot of an earlier millisecond is empty of what is due by now.
  private long cursor;

  private record Item<T>(long at, T carried) {}

  /// @param now in milliseconds of any clock, that of all other arguments
  Wheel(long now) {
    this.cursor = now;
    for (int i = 0; i < SLOTS; i++) {
      slots.add(new ArrayDeque<>());
    }
  }

  void add(long at, T carried) {
    put(new Item<>(at, carried));
  }

  private void put(Item<T> item) {
    slot(Math.max(item.at, cursor)).add(item);
    size++;
  }

  int size() {
    return size;
  }

  void clear() {
    slots.forEach(ArrayDeque::clear);
    size = 0;
  }

  /// When the next one is due; empty where none is within a turn.
  OptionalLong next() {
    for (long at = cursor; size > 0 && at < cursor + SLOTS; at++) {
      for (Item<T> item : slot(at)) {
        if (item.at <= at) {
          return OptionalLong.of(item.at);
        }
      }
    }
    return OptionalLong.empty();
  }

  /// Takes what is due until a moment, the moment included, in the order of moments.
  ///
  /// @param most no more than that
  List<T> take(long until, int most) {
    if (until < cursor - BACK) {
      turnBack(until);
    }
    List<T> taken = new ArrayList<>();
    long from = cursor;
    for (long at = from; at <= until && at < from + SLOTS && taken.size() < most; at++) {
      take(slot(at), until, most, taken);
      cursor = at;
    }
    if (taken.size() < most) {
      cursor = Math.max(cursor, until);
    }
    return taken;
  }

  private void take(ArrayDeque<Item<T>> slot, long until, int most, List<T> taken) {
    for (int left = slot.size(); left > 0 && taken.size() < most; left--) {
      Item<T> item = slot.remove();
      if (item.at <= until) {
        taken.add(item.carried);
        size--;
      } else {
        slot.add(item);
      }
    }
  }

  private void turnBack(long now) {
    List<Item<T>> all = new ArrayList<>(size);
    slots.forEach(all::addAll);
    clear();
    cursor = now;
    all.forEach(this::put);
  }

  private ArrayDeque<Item<T>> slot(long at) {
    return slots.get((int) Math.floorMod(at, (long) SLOTS));
  }
}
