// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import java.util.Collection;
import org.apache.kafka.common.TopicPartition;

/// A group has no offset for a partition: where to begin is decided once and on purpose, never by a
/// default.
public final class MissingOffsetException extends RuntimeException {
  MissingOffsetException(String group, Collection<TopicPartition> partitions) {
    super(
        "the group %s has no offset for %s: run `chappe topics --group %s` once to commit its first offsets"
            .formatted(group, partitions, group));
  }
}
