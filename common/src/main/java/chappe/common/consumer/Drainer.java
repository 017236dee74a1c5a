// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// Waits for running handlers to end.
final class Drainer implements Assignment.Drain {
  private static final long STEP_NANOS = 1_000_000;

  private final LongSupplier nanos;

  Drainer(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public void await(Collection<PartitionState> partitions, Duration most) {
    long started = nanos.getAsLong();
    while (nanos.getAsLong() - started < most.toNanos()
        && partitions.stream().anyMatch(partition -> partition.running.get() > 0)) {
      LockSupport.parkNanos(this, STEP_NANOS);
    }
  }
}
