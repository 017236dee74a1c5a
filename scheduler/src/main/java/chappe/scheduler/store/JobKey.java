// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.store;

import java.util.Comparator;

/// What a job is known by. Immutable; ordered as its table is.
///
/// @param recordKey `{bot}:{chat}`, or `{bot}:job:{id}` of a job of the bot itself
/// @param job its id, unique within the key
public record JobKey(String recordKey, String job) implements Comparable<JobKey> {
  private static final Comparator<JobKey> ORDER =
      Comparator.comparing(JobKey::recordKey).thenComparing(JobKey::job);

  @Override
  public int compareTo(JobKey other) {
    return ORDER.compare(this, other);
  }
}
