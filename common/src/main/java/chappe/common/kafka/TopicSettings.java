// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.kafka;

import chappe.common.settings.Setting;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/// How the topics are laid out when they are made.
///
/// @param partitions of every keyed topic; changing it later is a procedure, never automatic
/// @param replication copies of each partition
/// @param updatesDays how long updates are kept, in days
public record TopicSettings(
    @Setting(
            name = "TOPIC_PARTITIONS",
            fallback = "12",
            doc = "partitions of every topic; the same for all, fixed once the topics are made")
        @Min(1)
        @Max(1000)
        int partitions,
    @Setting(
            name = "TOPIC_REPLICATION",
            fallback = "1",
            doc = "copies of each partition; 3 for a cluster")
        @Min(1)
        @Max(10)
        int replication,
    @Setting(
            name = "UPDATES_RETENTION_DAYS",
            fallback = "30",
            doc = "how many days `chappe.updates` are kept")
        @Min(1)
        @Max(3650)
        int updatesDays) {

  /// The layout that these settings ask for.
  public TopicLayout layout() {
    return new TopicLayout(partitions, replication, Duration.ofDays(updatesDays));
  }
}
