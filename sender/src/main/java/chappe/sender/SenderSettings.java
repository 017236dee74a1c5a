// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.consumer.ConsumerSettings;
import chappe.common.database.DatabaseSettings;
import chappe.common.kafka.KafkaSettings;
import chappe.common.settings.BotsSettings;
import chappe.common.settings.GeneralSettings;
import chappe.common.settings.Setting;
import chappe.common.settings.TelegramSettings;
import chappe.common.telegram.CallSettings;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/// What the sender reads.
///
/// @param callsPerLane calls under way at once in each lane
public record SenderSettings(
    @Setting(
            name = "SENDER_PORT",
            fallback = "8082",
            doc = "the port of the sender; 0 takes a free one")
        @Min(0)
        @Max(65_535)
        int port,
    @Setting(
            name = "SENDER_CALLS",
            fallback = "100",
            doc = "calls of the Bot API under way at once in each lane")
        @Min(1)
        @Max(10_000)
        int callsPerLane,
    GeneralSettings general,
    TelegramSettings telegram,
    CallSettings calls,
    BotsSettings bots,
    KafkaSettings kafka,
    ConsumerSettings consumer,
    DatabaseSettings database) {}
