// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import java.util.concurrent.atomic.AtomicLong;

/// What of one topic is in flight: read, its round not yet committed. Thread-safe.
final class Budget {
  private final long maxRecords;
  private final long maxBytes;
  private final AtomicLong records = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  /// @param maxRecords how many records, at least 1
  /// @param maxBytes how many bytes of keys and values; one record may always pass
  Budget(long maxRecords, long maxBytes) {
    this.maxRecords = maxRecords;
    this.maxBytes = maxBytes;
  }

  boolean hasRoom() {
    return records.get() < maxRecords && bytes.get() < maxBytes;
  }

  void take(long taken) {
    records.incrementAndGet();
    bytes.addAndGet(taken);
  }

  void release(long released) {
    records.decrementAndGet();
    bytes.addAndGet(-released);
  }

  long records() {
    return records.get();
  }
}
