// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler;

import chappe.common.consumer.ConsumerSettings;
import chappe.common.database.DatabaseSettings;
import chappe.common.kafka.KafkaSettings;
import chappe.common.settings.ApiSettings;
import chappe.common.settings.GeneralSettings;
import chappe.common.settings.Setting;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/// What the scheduler reads.
///
/// @param jobsPerChat that one chat may have at a time
public record SchedulerSettings(
    @Setting(
            name = "SCHEDULER_PORT",
            fallback = "8083",
            doc = "the port of the scheduler; 0 takes a free one")
        @Min(0)
        @Max(65_535)
        int port,
    @Setting(
            name = "SCHEDULER_JOBS_PER_CHAT",
            fallback = "1000",
            doc = "jobs that one chat may have at a time")
        @Min(1)
        @Max(1_000_000)
        int jobsPerChat,
    ApiSettings api,
    GeneralSettings general,
    KafkaSettings kafka,
    ConsumerSettings consumer,
    DatabaseSettings database) {}
