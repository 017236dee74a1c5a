// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.settings.Setting;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/// How much a service's keyed consumer takes on at once, and how far it remembers.
///
/// @param inFlightRecords read and not yet committed, per topic
/// @param inFlightMib of their keys and values, per topic
/// @param windowRecords ids remembered per partition
/// @param sessionsMib of sessions kept in memory
public record ConsumerSettings(
    @Setting(
            name = "CONSUMER_IN_FLIGHT_RECORDS",
            fallback = "50000",
            doc = "records of a topic that one instance handles at once")
        @Min(1)
        @Max(1_000_000)
        int inFlightRecords,
    @Setting(
            name = "CONSUMER_IN_FLIGHT_MIB",
            fallback = "64",
            doc = "their keys and values together, in MiB")
        @Min(1)
        @Max(4_096)
        int inFlightMib,
    @Setting(
            name = "CONSUMER_WINDOW_RECORDS",
            fallback = "100000",
            doc = "ids of a partition by which redeliveries are recognised, of the last 24 hours")
        @Min(1_000)
        @Max(10_000_000)
        int windowRecords,
    @Setting(
            name = "CONSUMER_SESSIONS_MIB",
            fallback = "64",
            doc = "sessions kept in memory, in MiB, beside those not yet in the database")
        @Min(1)
        @Max(65_536)
        int sessionsMib) {
  private static final long MIB = 1024L * 1024;
  private static final Duration WINDOW = Duration.ofHours(24);

  public ConsumerOptions.Limits limits() {
    return new ConsumerOptions.Limits(
        inFlightRecords, inFlightMib * MIB, windowRecords, WINDOW, sessionsMib * MIB);
  }
}
