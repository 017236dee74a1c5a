// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.store;

import chappe.common.consumer.Received;
import chappe.common.record.DeadHeader;
import chappe.common.record.Header;
import chappe.common.record.RecordPlace;

/// Where a command stands in the log: of two for one job the later one counts. Immutable.
///
/// @param partition of `chappe.schedules`
/// @param offset in that partition
/// @param again whether it is a dead letter that was sent again; it then has the place where it
///   stood first
public record Place(int partition, long offset, boolean again) {
  public static Place of(Received received) {
    return Header.text(received.headers(), DeadHeader.RETRY_ORIGIN)
        .flatMap(RecordPlace::parse)
        .map(it -> new Place(it.partition(), it.offset(), true))
        .orElseGet(() -> new Place(received.partition(), received.offset(), false));
  }

  /// As part of ids.
  public String version() {
    return partition + "." + offset;
  }

  /// Whether another command has the last word on a job, this one itself included. A partition of
  /// another number is one of a time with another number of partitions.
  public boolean isSettledBy(Job job) {
    return job.partition() == partition && offset <= job.position();
  }
}
