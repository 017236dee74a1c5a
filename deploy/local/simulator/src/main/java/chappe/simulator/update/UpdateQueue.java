// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.update;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What waits for one bot, oldest first, within Telegram's bounds: 100,000 updates and 128 MiB, one
/// update at most 512 KiB; what is beyond them is dropped without a word. Not thread-safe.
final class UpdateQueue {
  static final int MAX_UPDATES = 100_000;
  static final long MAX_BYTES = 128L << 20;
  static final int MAX_UPDATE_BYTES = 512 << 10;

  private final SequencedMap<Long, Pending> pending = new LinkedHashMap<>();
  private long bytes;

  /// Whether it found room.
  boolean add(Pending update) {
    int size = update.body().length;
    if (size > MAX_UPDATE_BYTES || pending.size() >= MAX_UPDATES || bytes + size > MAX_BYTES) {
      return false;
    }
    pending.put(update.sequence(), update);
    bytes += size;
    return true;
  }

  void forget(Pending update) {
    if (pending.remove(update.sequence()) != null) {
      bytes -= update.body().length;
    }
  }

  /// Forgets every update before the one with this id, as a getUpdates with an offset does.
  void confirm(int offset) {
    Iterator<Pending> oldest = pending.values().iterator();
    while (oldest.hasNext()) {
      Pending update = oldest.next();
      if (update.updateId() >= offset) {
        return;
      }
      oldest.remove();
      bytes -= update.body().length;
    }
  }

  /// Forgets all but the newest, as a getUpdates with a negative offset does.
  void keepNewest(int count) {
    while (pending.size() > count) {
      forget(pending.firstEntry().getValue());
    }
  }

  void clear() {
    pending.clear();
    bytes = 0;
  }

  /// The oldest updates that are still alive, up to a number of them and of bytes, at least one.
  List<Pending> oldest(int limit, long maxBytes, Instant now) {
    List<Pending> found = new ArrayList<>();
    List<Pending> dead = new ArrayList<>();
    long size = 0;
    for (Pending update : pending.values()) {
      if (update.expires().isBefore(now)) {
        dead.add(update);
        continue;
      }
      size += update.body().length;
      if (found.size() >= limit || (!found.isEmpty() && size > maxBytes)) {
        break;
      }
      found.add(update);
    }
    dead.forEach(this::forget);
    return found;
  }

  List<Pending> all() {
    return List.copyOf(pending.values());
  }

  int size() {
    return pending.size();
  }
}
